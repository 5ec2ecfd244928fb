package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one thread does with consumers: it polls one, or it processes a record. A record is processed from the moment an
 * iteration gives it out until the iteration goes on, or, when that was left by a break or an exception, until the thread
 * iterates or polls again. Used by its own thread only.
 */
final class ConsumerThread {

    /** Not a ThreadLocal: its values would keep this class loader for as long as the application's threads live. */
    private static final State<Thread, ConsumerThread> THREADS = new State<Thread, ConsumerThread>();

    private ConsumerClient polled;
    private Operation processing;
    private Object iterator;
    private Scope scope;

    private ConsumerThread() {}

    static ConsumerThread current() {
        Thread thread = Thread.currentThread();
        ConsumerThread current = THREADS.get(thread);
        if (current == null) {
            current = new ConsumerThread();
            THREADS.put(thread, current);
        }
        return current;
    }

    /** Notes the consumer whose poll begins, or, with null, that it has ended. */
    void polls(ConsumerClient client) {
        polled = client;
    }

    /** The consumer that is being polled, or null. */
    ConsumerClient polled() {
        return polled;
    }

    /** Begins the processing of a record that an iterator gave out; the one before has been ended. */
    void process(ConsumerRecord<?, ?> record, ConsumerClient client, Object from) {
        processing = Telemetry.get().process(new ReceivedMessage(record, client));
        scope = processing == null ? null : processing.activate();
        iterator = from;
    }

    /** Ends the processing of a record that came from an iterator which has no more. */
    void endProcessingOf(Object exhausted) {
        if (iterator == exhausted) {
            endProcessing();
        }
    }

    /** Ends the processing that is under way, if any. */
    void endProcessing() {
        Operation ended = processing;
        if (ended != null) {
            // after a loop that was left, what surrounded it may have ended first: its context is not to come back
            if (Telemetry.get().current() == ended) {
                scope.close();
            }
            processing = null;
            scope = null;
            iterator = null;
            ended.end(null);
        }
    }
}

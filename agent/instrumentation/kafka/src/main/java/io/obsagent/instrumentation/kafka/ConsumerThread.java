package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;

/**
 * What one thread does with consumers: it polls one, or it processes a record. A record is processed from the moment an
 * iteration gives it out until the iteration goes on, or, when that was left by a break or an exception, until the thread
 * iterates or polls again. In the threads of Kafka Streams, and where Spring polls, it is the framework that hands records
 * over, and iterating means nothing. Used by its own thread only.
 */
final class ConsumerThread {

    /** Not a ThreadLocal: its values would keep this class loader for as long as the application's threads live. */
    private static final State<Thread, ConsumerThread> THREADS = new State<Thread, ConsumerThread>();

    private final boolean isOfStreams;
    private boolean isPolledBySpring;
    private ConsumerClient polled;
    private ConsumerClient lastPolled;
    private Operation processing;
    private Object iterator;
    private Scope scope;

    private ConsumerThread(Thread thread) {
        isOfStreams = thread.getClass().getName().startsWith("org.apache.kafka.streams.");
    }

    static ConsumerThread current() {
        Thread thread = Thread.currentThread();
        ConsumerThread current = THREADS.get(thread);
        if (current == null) {
            current = new ConsumerThread(thread);
            THREADS.put(thread, current);
        }
        return current;
    }

    /** Notes the consumer whose poll begins, or, with null, that it has ended. */
    void polls(ConsumerClient client) {
        polled = client;
        // Streams restores its state through consumers that belong to no group
        if (client != null && (client.group != null || lastPolled == null)) {
            lastPolled = client;
        }
    }

    /** The consumer whose records this thread processes, as far as it has polled one; null otherwise. */
    ConsumerClient lastPolled() {
        return lastPolled;
    }

    /** Notes that Spring begins, or ends, to poll and to call the listener. */
    void polledBySpring(boolean begins) {
        isPolledBySpring = begins;
    }

    /** Whether who iterates over records processes them. */
    boolean iterationIsProcessing() {
        return !isOfStreams && !isPolledBySpring;
    }

    /** The consumer that is being polled, or null. */
    ConsumerClient polled() {
        return polled;
    }

    /**
     * Begins the processing of a record; the one before has been ended.
     *
     * @param from the iterator that gave it out; null for none
     */
    void process(ReceivedMessage message, Object from) {
        processing = Telemetry.get().process(message);
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
        endProcessing(null);
    }

    /** Ends the processing that is under way, if any, with what it threw, or null. */
    void endProcessing(Throwable thrown) {
        Operation ended = processing;
        if (ended != null) {
            // after a loop that was left, what surrounded it may have ended first: its context is not to come back
            if (Telemetry.get().current() == ended) {
                scope.close();
            }
            processing = null;
            scope = null;
            iterator = null;
            ended.end(thrown);
        }
    }
}

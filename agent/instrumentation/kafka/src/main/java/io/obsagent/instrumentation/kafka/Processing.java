package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The record that a thread is processing: from the moment an iteration gives it out until the iteration goes on, or, when
 * that was left by a break or an exception, until the thread iterates or polls again.
 */
final class Processing {

    private static final State<Thread, Processing> BY_THREAD = new State<Thread, Processing>();

    private final Operation operation;
    private final Scope scope;

    private Processing(Operation operation) {
        this.operation = operation;
        this.scope = operation.activate();
    }

    /** Begins the processing of a record on this thread, where none is under way. */
    static void begin(ConsumerRecord<?, ?> record, ConsumerClient client) {
        Operation operation = Telemetry.get().process(new ReceivedMessage(record, client));
        if (operation != null) {
            BY_THREAD.put(Thread.currentThread(), new Processing(operation));
        }
    }

    /** Ends what this thread is processing, if anything. */
    static void end() {
        Processing processing = BY_THREAD.remove(Thread.currentThread());
        if (processing != null) {
            // after a loop that was left, what surrounded it may have ended first: its context is not to come back
            if (Telemetry.get().current() == processing.operation) {
                processing.scope.close();
            }
            processing.operation.end(null);
        }
    }
}

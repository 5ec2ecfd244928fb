package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Ends the sending of a record, then calls the application's callback in the context of the sender. */
final class TracingCallback implements Callback {

    private final Callback delegate;
    private final Operation operation;
    private final Snapshot sender;
    private final boolean choosesPartition;

    /**
     * @param delegate the application's, or null
     * @param sender what was current where the record was sent; null for nothing
     * @param choosesPartition whether the producer chooses the partition, so that it is known only now
     */
    TracingCallback(Callback delegate, Operation operation, Snapshot sender, boolean choosesPartition) {
        this.delegate = delegate;
        this.operation = operation;
        this.sender = sender;
        this.choosesPartition = choosesPartition;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception exception) {
        if (exception == null && metadata != null) {
            if (choosesPartition) {
                operation.attribute("messaging.destination.partition.id", String.valueOf(metadata.partition()));
            }
            if (metadata.offset() >= 0) {
                operation.attribute("messaging.kafka.offset", metadata.offset());
            }
        }
        operation.end(exception);
        if (delegate != null) {
            Scope scope = sender == null ? Telemetry.get().suspend() : sender.activate();
            try {
                delegate.onCompletion(metadata, exception);
            } finally {
                scope.close();
            }
        }
    }
}

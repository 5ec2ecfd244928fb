package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;

/** Ends an asynchronous commit, then calls the application's callback in the context of the commit's caller. */
final class TracingCommitCallback implements OffsetCommitCallback {

    private final OffsetCommitCallback delegate;
    private final Operation operation;
    private final Snapshot caller;

    /** @param caller what was current where the commit was called; null for nothing */
    TracingCommitCallback(OffsetCommitCallback delegate, Operation operation, Snapshot caller) {
        this.delegate = delegate;
        this.operation = operation;
        this.caller = caller;
    }

    @Override
    public void onComplete(Map<TopicPartition, OffsetAndMetadata> offsets, Exception exception) {
        operation.end(exception);
        Scope scope = caller == null ? Telemetry.get().suspend() : caller.activate();
        try {
            delegate.onComplete(offsets, exception);
        } finally {
            scope.close();
        }
    }
}

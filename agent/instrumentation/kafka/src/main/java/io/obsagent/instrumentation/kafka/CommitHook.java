package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;

/**
 * {@code KafkaConsumer.commitSync} and {@code commitAsync}. An asynchronous commit with a callback lasts until that is
 * called. Without one only the call is measured: giving it a callback would silence the client's own log of failures.
 */
public final class CommitHook implements Hook {

    @Override
    public void before(Call call) {
        ConsumerClient client = ConsumerClient.of(call.<Consumer<?, ?>>self());
        Telemetry telemetry = Telemetry.get();
        Operation operation = telemetry.commit(new CommittedBatch(client, topic(call, client)));
        if (operation == null) {
            return;
        }
        int last = call.argCount() - 1;
        if (last >= 0 && call.arg(last) instanceof OffsetCommitCallback) {
            OffsetCommitCallback callback = call.arg(last);
            TracingCommitCallback tracing = new TracingCommitCallback(callback, operation, telemetry.capture());
            call.replaceArg(last, tracing);
            call.attach(tracing);
        }
        call.enter(operation);
    }

    @Override
    public void after(Call call) {
        Operation operation = call.leave();
        boolean goesOn = call.attached() != null && call.thrown() == null;
        if (operation != null && !goesOn) {
            operation.end(call.thrown());
        }
    }

    private static String topic(Call call, ConsumerClient client) {
        if (call.argCount() > 0 && call.arg(0) instanceof Map) {
            return ConsumerClient.onlyTopic(call.<Map<TopicPartition, ?>>arg(0).keySet());
        }
        return client.topic();
    }
}

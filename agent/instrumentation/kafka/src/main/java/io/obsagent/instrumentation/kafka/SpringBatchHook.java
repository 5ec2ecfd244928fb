package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** {@code ListenerConsumer.doInvokeBatchOnMessage(records, list)}: the listener's work on a batch. */
public final class SpringBatchHook implements Hook {

    @Override
    public void before(Call call) {
        ConsumerClient client = ConsumerThread.current().lastPolled();
        if (client != null) {
            call.enter(Telemetry.get().process(new ReceivedBatch(call.<ConsumerRecords<?, ?>>arg(0), client)));
        }
    }

    @Override
    public void after(Call call) {
        Operation operation = call.leave();
        if (operation != null) {
            operation.end(call.thrown());
        }
    }
}

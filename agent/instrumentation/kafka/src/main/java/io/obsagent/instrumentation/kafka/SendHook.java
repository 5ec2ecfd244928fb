package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * {@code KafkaProducer.doSend(record, callback)}: from the call to the broker's answer. The application's record is left as
 * it is; {@link AppendHook} adds the trace context to what goes out.
 */
public final class SendHook implements Hook {

    private static final State<Producer<?, ?>, String> CLIENT_IDS = new State<Producer<?, ?>, String>();

    @Override
    public void before(Call call) {
        ProducerRecord<?, ?> record = call.arg(0);
        if (record == null) {
            return;
        }
        Telemetry telemetry = Telemetry.get();
        Operation operation = telemetry.send(new SentMessage(record, clientId(call.<Producer<?, ?>>self())));
        if (operation != null) {
            Callback callback = call.arg(1);
            boolean choosesPartition = record.partition() == null;
            call.replaceArg(1, new TracingCallback(callback, operation, telemetry.capture(), choosesPartition));
            call.enter(operation);
        }
    }

    @Override
    public void after(Call call) {
        Operation operation = call.leave();
        // what does not throw is answered through the callback, failures included
        if (operation != null && call.thrown() != null) {
            operation.end(call.thrown());
        }
    }

    private static String clientId(Producer<?, ?> producer) {
        String id = CLIENT_IDS.get(producer);
        if (id == null) {
            id = ClientId.in(producer.metrics());
            CLIENT_IDS.put(producer, id);
        }
        return id;
    }
}

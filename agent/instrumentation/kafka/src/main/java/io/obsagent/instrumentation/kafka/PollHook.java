package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** {@code KafkaConsumer.poll}: ends what was being processed, and records the poll when it brought something. */
public final class PollHook implements Hook {

    private static final State<ConsumerRecords<?, ?>, ConsumerClient> BATCHES =
            new State<ConsumerRecords<?, ?>, ConsumerClient>();

    /** The consumer that returned a batch to the application; null for other batches. */
    static ConsumerClient receiver(ConsumerRecords<?, ?> batch) {
        return BATCHES.get(batch);
    }

    @Override
    public void before(Call call) {
        ConsumerThread thread = ConsumerThread.current();
        thread.endProcessing();
        ConsumerClient client = ConsumerClient.of(call.<Consumer<?, ?>>self());
        client.pollStarts();
        // a listener of a rebalance may poll another consumer meanwhile
        call.attach(client);
        thread.polls(client);
    }

    @Override
    public void after(Call call) {
        ConsumerThread thread = ConsumerThread.current();
        ConsumerClient client = call.attached();
        thread.polls(null);
        ConsumerRecords<?, ?> batch = call.result();
        if (client == null || batch == null) {
            return;
        }
        if (!batch.isEmpty() && Telemetry.get().isOn("kafka")) {
            client.received(ConsumerClient.onlyTopic(batch.partitions()));
            Operation operation = Telemetry.get().poll(new ReceivedBatch(batch, client), client.pollStart());
            if (operation != null) {
                operation.end(null);
            }
            if (thread.iterationIsProcessing()) {
                BATCHES.put(batch, client);
            }
        }
        if (client.lag.isKnown()) {
            client.lag.retain(call.<Consumer<?, ?>>self().assignment());
            client.lag.tell(client.group, client.id);
        }
    }
}

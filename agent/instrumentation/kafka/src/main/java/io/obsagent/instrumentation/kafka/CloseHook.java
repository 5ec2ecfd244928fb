package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.util.Collections;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** {@code KafkaConsumer.close}: ends what was being processed, and takes the consumer's lag out of the metrics. */
public final class CloseHook implements Hook {

    @Override
    public void before(Call call) {
        ConsumerThread.current().endProcessing();
    }

    @Override
    public void after(Call call) {
        ConsumerClient client = ConsumerClient.of(call.<Consumer<?, ?>>self());
        client.lag.retain(Collections.<TopicPartition>emptySet());
        client.lag.tell(client.group, client.id);
    }
}

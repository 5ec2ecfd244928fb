package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** {@code new KafkaConsumer(ConsumerConfig, ...)}, where all constructors lead: notes the consumer's group. */
public final class NewConsumerHook implements Hook {

    @Override
    public void after(Call call) {
        ConsumerConfig config = call.arg(0);
        ConsumerClient.add(call.<Consumer<?, ?>>self(), config.getString(ConsumerConfig.GROUP_ID_CONFIG));
    }
}

package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import org.apache.kafka.common.TopicPartition;

/**
 * {@code SubscriptionState.partitionLag(partition, isolationLevel)}, which the client asks for its own metrics whenever it
 * takes records of a partition. Listening costs nothing; asking for the lag may send requests or wait, depending on version.
 */
public final class LagHook implements Hook {

    @Override
    public void after(Call call) {
        ConsumerClient client = ConsumerThread.current().polled();
        Long lag = call.result();
        if (client != null && lag != null) {
            client.lag.update(call.<TopicPartition>arg(0), lag);
        }
    }
}

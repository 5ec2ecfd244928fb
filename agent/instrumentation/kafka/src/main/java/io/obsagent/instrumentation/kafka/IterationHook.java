package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * {@code ConsumerRecords.iterator()} and {@code records(...)}: whoever iterates over the records processes them. Only
 * batches that the application has received: not what interceptors see within the poll.
 */
public final class IterationHook implements Hook {

    @Override
    public void after(Call call) {
        Object result = call.result();
        ConsumerClient client = result == null ? null : PollHook.receiver(call.<ConsumerRecords<?, ?>>self());
        if (client != null) {
            call.replaceResult(traced(result, client));
        }
    }

    @SuppressWarnings("unchecked")
    private static <K, V> Object traced(Object result, ConsumerClient client) {
        if (result instanceof Iterator) {
            return new TracingIterator<K, V>((Iterator<ConsumerRecord<K, V>>) result, client);
        }
        if (result instanceof List) {
            return new TracingList<K, V>((List<ConsumerRecord<K, V>>) result, client);
        }
        return new TracingIterable<K, V>((Iterable<ConsumerRecord<K, V>>) result, client);
    }
}

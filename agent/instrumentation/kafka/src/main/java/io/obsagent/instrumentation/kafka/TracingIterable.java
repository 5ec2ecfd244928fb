package io.obsagent.instrumentation.kafka;

import java.util.Iterator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records whose iteration is their processing. */
final class TracingIterable<K, V> implements Iterable<ConsumerRecord<K, V>> {

    private final Iterable<ConsumerRecord<K, V>> delegate;
    private final ConsumerClient client;

    TracingIterable(Iterable<ConsumerRecord<K, V>> delegate, ConsumerClient client) {
        this.delegate = delegate;
        this.client = client;
    }

    @Override
    public Iterator<ConsumerRecord<K, V>> iterator() {
        return new TracingIterator<K, V>(delegate.iterator(), client);
    }

    @Override
    public String toString() {
        return delegate.toString();
    }
}

package io.obsagent.instrumentation.kafka;

import java.util.ListIterator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** As {@link TracingIterator}, in both directions. */
final class TracingListIterator<K, V> extends TracingIterator<K, V> implements ListIterator<ConsumerRecord<K, V>> {

    private final ListIterator<ConsumerRecord<K, V>> delegate;

    TracingListIterator(ListIterator<ConsumerRecord<K, V>> delegate, ConsumerClient client) {
        super(delegate, client);
        this.delegate = delegate;
    }

    @Override
    public boolean hasPrevious() {
        return more(delegate.hasPrevious());
    }

    @Override
    public ConsumerRecord<K, V> previous() {
        ConsumerThread thread = ConsumerThread.current();
        thread.endProcessing();
        return process(delegate.previous(), thread);
    }

    @Override
    public int nextIndex() {
        return delegate.nextIndex();
    }

    @Override
    public int previousIndex() {
        return delegate.previousIndex();
    }

    @Override
    public void set(ConsumerRecord<K, V> record) {
        delegate.set(record);
    }

    @Override
    public void add(ConsumerRecord<K, V> record) {
        delegate.add(record);
    }
}

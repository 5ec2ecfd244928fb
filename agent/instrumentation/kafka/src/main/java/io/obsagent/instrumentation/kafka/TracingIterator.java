package io.obsagent.instrumentation.kafka;

import java.util.Iterator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records whose iteration is their processing. */
class TracingIterator<K, V> implements Iterator<ConsumerRecord<K, V>> {

    private final Iterator<ConsumerRecord<K, V>> delegate;
    private final ConsumerClient client;

    TracingIterator(Iterator<ConsumerRecord<K, V>> delegate, ConsumerClient client) {
        this.delegate = delegate;
        this.client = client;
    }

    @Override
    public boolean hasNext() {
        return more(delegate.hasNext());
    }

    @Override
    public ConsumerRecord<K, V> next() {
        ConsumerThread thread = ConsumerThread.current();
        thread.endProcessing();
        return process(delegate.next(), thread);
    }

    @Override
    public void remove() {
        delegate.remove();
    }

    /** Ends the last record's processing when there are no more. */
    final boolean more(boolean thereAre) {
        if (!thereAre) {
            ConsumerThread.current().endProcessingOf(this);
        }
        return thereAre;
    }

    final ConsumerRecord<K, V> process(ConsumerRecord<K, V> record, ConsumerThread thread) {
        if (record != null) {
            thread.process(new ReceivedMessage(record, client), this);
        }
        return record;
    }
}

package io.obsagent.instrumentation.kafka;

import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.RandomAccess;
import java.util.Spliterator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A list of records whose iteration is their processing. Access by index, copies and streams are the list's own: they say
 * nothing of where the work on a record begins and ends.
 */
final class TracingList<K, V> implements List<ConsumerRecord<K, V>>, RandomAccess {

    private final List<ConsumerRecord<K, V>> delegate;
    private final ConsumerClient client;

    TracingList(List<ConsumerRecord<K, V>> delegate, ConsumerClient client) {
        this.delegate = delegate;
        this.client = client;
    }

    @Override
    public Iterator<ConsumerRecord<K, V>> iterator() {
        return new TracingIterator<K, V>(delegate.iterator(), client);
    }

    @Override
    public ListIterator<ConsumerRecord<K, V>> listIterator() {
        return new TracingListIterator<K, V>(delegate.listIterator(), client);
    }

    @Override
    public ListIterator<ConsumerRecord<K, V>> listIterator(int index) {
        return new TracingListIterator<K, V>(delegate.listIterator(index), client);
    }

    @Override
    public List<ConsumerRecord<K, V>> subList(int from, int to) {
        return new TracingList<K, V>(delegate.subList(from, to), client);
    }

    @Override
    public int size() {
        return delegate.size();
    }

    @Override
    public boolean isEmpty() {
        return delegate.isEmpty();
    }

    @Override
    public ConsumerRecord<K, V> get(int index) {
        return delegate.get(index);
    }

    @Override
    public boolean contains(Object o) {
        return delegate.contains(o);
    }

    @Override
    public boolean containsAll(Collection<?> c) {
        return delegate.containsAll(c);
    }

    @Override
    public int indexOf(Object o) {
        return delegate.indexOf(o);
    }

    @Override
    public int lastIndexOf(Object o) {
        return delegate.lastIndexOf(o);
    }

    @Override
    public Object[] toArray() {
        return delegate.toArray();
    }

    @Override
    public <T> T[] toArray(T[] array) {
        return delegate.toArray(array);
    }

    @Override
    public Spliterator<ConsumerRecord<K, V>> spliterator() {
        return delegate.spliterator();
    }

    @Override
    public boolean add(ConsumerRecord<K, V> record) {
        return delegate.add(record);
    }

    @Override
    public void add(int index, ConsumerRecord<K, V> record) {
        delegate.add(index, record);
    }

    @Override
    public boolean addAll(Collection<? extends ConsumerRecord<K, V>> records) {
        return delegate.addAll(records);
    }

    @Override
    public boolean addAll(int index, Collection<? extends ConsumerRecord<K, V>> records) {
        return delegate.addAll(index, records);
    }

    @Override
    public ConsumerRecord<K, V> set(int index, ConsumerRecord<K, V> record) {
        return delegate.set(index, record);
    }

    @Override
    public boolean remove(Object o) {
        return delegate.remove(o);
    }

    @Override
    public ConsumerRecord<K, V> remove(int index) {
        return delegate.remove(index);
    }

    @Override
    public boolean removeAll(Collection<?> c) {
        return delegate.removeAll(c);
    }

    @Override
    public boolean removeIf(Predicate<? super ConsumerRecord<K, V>> filter) {
        return delegate.removeIf(filter);
    }

    @Override
    public boolean retainAll(Collection<?> c) {
        return delegate.retainAll(c);
    }

    @Override
    public void replaceAll(UnaryOperator<ConsumerRecord<K, V>> operator) {
        delegate.replaceAll(operator);
    }

    @Override
    public void sort(Comparator<? super ConsumerRecord<K, V>> order) {
        delegate.sort(order);
    }

    @Override
    public void clear() {
        delegate.clear();
    }

    @Override
    public boolean equals(Object o) {
        return delegate.equals(o);
    }

    @Override
    public int hashCode() {
        return delegate.hashCode();
    }

    @Override
    public String toString() {
        return delegate.toString();
    }
}

package io.obsagent.api;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * As {@link State}, for objects that are made all the time and soon let go of, mostly by the thread that has made them:
 * statements, borrowed connections. The few that a thread has at one time stand in a cache line of their own, found without
 * the object's identity hash, for which the JVM is to be asked the first time, and without a lock. What found no place there,
 * and what another thread has put there, is found as well, but takes longer. Thread safe.
 *
 * @param <K> the objects that carry state
 * @param <V> the state, which does not refer to its object
 */
public final class BriefState<K, V> {

    /** Powers of two. A stripe is a cache line, which threads share whose ids say so. */
    private static final int STRIPES = 32;

    private static final int PLACES = 16;

    private final AtomicReferenceArray<Entry<V>> places = new AtomicReferenceArray<Entry<V>>(STRIPES * PLACES);

    /** For those that found no place. */
    private final State<K, V> others = new State<K, V>();

    /**
     * Sets the state of an object that has none. Where it was given some by another thread, and that was not taken away, either
     * is found.
     */
    public void put(K key, V value) {
        int first = first();
        int free = -1;
        for (int i = first; i < first + PLACES; i++) {
            Entry<V> there = places.get(i);
            Object owner = there == null ? null : there.get();
            if (owner == key && places.compareAndSet(i, there, new Entry<V>(key, value))) {
                return;
            }
            if (owner == null && free < 0) {
                free = i;
            }
        }
        if (free < 0 || !take(free, new Entry<V>(key, value))) {
            others.put(key, value);
        }
    }

    /** The state of an object, or null. */
    public V get(K key) {
        if (key == null) {
            return null;
        }
        int first = first();
        Entry<V> found = find(key, first, first + PLACES);
        if (found == null) {
            V value = others.get(key);
            if (value != null) {
                return value;
            }
            found = find(key, 0, STRIPES * PLACES);
        }
        return found == null ? null : found.value;
    }

    /** Takes the state away from an object and returns it, or null. */
    public V remove(K key) {
        if (key == null) {
            return null;
        }
        int first = first();
        V value = remove(key, first, first + PLACES);
        if (value == null) {
            value = others.remove(key);
        }
        return value == null ? remove(key, 0, STRIPES * PLACES) : value;
    }

    /** Takes a place that is free, or whose object was collected. */
    private boolean take(int place, Entry<V> entry) {
        Entry<V> there = places.get(place);
        return (there == null || there.get() == null) && places.compareAndSet(place, there, entry);
    }

    private Entry<V> find(Object key, int from, int to) {
        for (int i = from; i < to; i++) {
            Entry<V> there = places.get(i);
            if (there != null && there.get() == key) {
                return there;
            }
        }
        return null;
    }

    private V remove(Object key, int from, int to) {
        for (int i = from; i < to; i++) {
            Entry<V> there = places.get(i);
            if (there != null && there.get() == key && places.compareAndSet(i, there, null)) {
                return there.value;
            }
        }
        return null;
    }

    private static int first() {
        return ((int) Thread.currentThread().getId() & STRIPES - 1) * PLACES;
    }

    private static final class Entry<V> extends WeakReference<Object> {
        final V value;

        Entry(Object key, V value) {
            super(key);
            this.value = value;
        }
    }
}

package io.obsagent.api;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Per-object state: a map with weak keys compared by identity. Keeps no key alive, provided that the value does not
 * refer to the key. Held in a static field of a hook, it lives and dies with the application's class loader. Thread safe.
 *
 * @param <K> the objects that carry state
 * @param <V> the state
 */
public final class State<K, V> {

    private final ConcurrentHashMap<Object, V> map = new ConcurrentHashMap<Object, V>();
    private final ReferenceQueue<K> collected = new ReferenceQueue<K>();

    /** The state of an object, or null. */
    public V get(K key) {
        return key == null ? null : map.get(new Lookup(key));
    }

    /** Sets the state of an object. */
    public void put(K key, V value) {
        expunge();
        map.put(new WeakKey<K>(key, collected), value);
    }

    /** Sets the state of an object that has none. Returns the state that was there, or null when the new one was set. */
    public V putIfAbsent(K key, V value) {
        expunge();
        return map.putIfAbsent(new WeakKey<K>(key, collected), value);
    }

    /** Takes the state away from an object and returns it, or null. */
    public V remove(K key) {
        return key == null ? null : map.remove(new Lookup(key));
    }

    /** The number of objects that carry state, collected ones perhaps included. For tests. */
    public int size() {
        expunge();
        return map.size();
    }

    private void expunge() {
        for (Object key = collected.poll(); key != null; key = collected.poll()) {
            map.remove(key);
        }
    }

    /** A key for looking up only; never stored. Costs no weak reference, and usually no allocation. */
    private static final class Lookup {
        private final Object key;

        Lookup(Object key) {
            this.key = key;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(key);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WeakKey && ((WeakKey<?>) other).get() == key;
        }
    }

    private static final class WeakKey<K> extends WeakReference<K> {
        private final int hash;

        WeakKey(K key, ReferenceQueue<K> queue) {
            super(key, queue);
            hash = System.identityHashCode(key);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            Object key = get();
            return key != null && other instanceof WeakKey && ((WeakKey<?>) other).get() == key;
        }
    }
}

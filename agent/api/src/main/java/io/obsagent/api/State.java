package io.obsagent.api;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * Per-object state: a map with weak keys compared by identity. Keeps no key alive, provided that the value does not
 * refer to the key. Held in a static field of a hook, it lives and dies with the application's class loader. Thread safe.
 *
 * <p>A table of its own and not a {@code ConcurrentHashMap}, since state comes and goes with each statement or task: an
 * entry is one object, and looking something up makes none.
 *
 * @param <K> the objects that carry state
 * @param <V> the state
 */
public class State<K, V> {

    /** Threads seldom meet at one of 16 stripes, and hold it for a few instructions. */
    private static final int STRIPE_BITS = 4;

    private static final int STRIPES = 1 << STRIPE_BITS;

    private final Stripe<V>[] stripes;
    /** Whether there was ever any state: until then no object is asked for its identity hash, which it might not have yet. */
    private volatile boolean used;

    private final ReferenceQueue<Object> queue = new ReferenceQueue<Object>();

    @SuppressWarnings({"unchecked", "rawtypes"})
    public State() {
        stripes = new Stripe[STRIPES];
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe<V>();
        }
    }

    /** The state of an object, or null. */
    public V get(K key) {
        if (key == null || !used) {
            return null;
        }
        int hash = hash(key);
        return stripe(hash).get(key, hash);
    }

    /** Sets the state of an object. */
    public void put(K key, V value) {
        set(key, value, true);
    }

    /** Sets the state of an object that has none. Returns the state that was there, or null when the new one was set. */
    public V putIfAbsent(K key, V value) {
        return set(key, value, false);
    }

    /** Takes the state away from an object and returns it, or null. */
    public V remove(K key) {
        if (key == null || !used) {
            return null;
        }
        int hash = hash(key);
        return stripe(hash).remove(key, hash);
    }

    /** The number of objects that carry state, collected ones perhaps included. For tests. */
    public int size() {
        expunge();
        int size = 0;
        for (Stripe<V> stripe : stripes) {
            size += stripe.size();
        }
        return size;
    }

    /**
     * Called with the state of an object that was collected while it still carried it: not at once, but before other state is
     * added and when the {@link #size} is asked for.
     */
    protected void collected(V value) {}

    private V set(K key, V value, boolean replace) {
        if (!used) {
            used = true;
        }
        expunge();
        int hash = hash(key);
        return stripe(hash).set(key, hash, value, replace, queue);
    }

    @SuppressWarnings("unchecked")
    private void expunge() {
        for (Reference<?> entry = queue.poll(); entry != null; entry = queue.poll()) {
            Entry<V> gone = (Entry<V>) entry;
            if (stripe(gone.hash).expunge(gone)) {
                collected(gone.value);
            }
        }
    }

    private Stripe<V> stripe(int hash) {
        return stripes[hash & STRIPES - 1];
    }

    private static int hash(Object key) {
        int hash = System.identityHashCode(key);
        return hash ^ hash >>> 16;
    }

    private static final class Entry<V> extends WeakReference<Object> {
        final int hash;
        V value;
        Entry<V> next;

        Entry(Object key, int hash, V value, Entry<V> next, ReferenceQueue<Object> collected) {
            super(key, collected);
            this.hash = hash;
            this.value = value;
            this.next = next;
        }
    }

    /**
     * A hash table with chains, changed under its own monitor. Whoever was handed a key has been handed the entry that was made
     * before as well, so what is found without the monitor is right; a search that finds nothing may have met entries on their
     * way to a larger table, and is made again.
     */
    private static final class Stripe<V> {
        private Entry<V>[] table = table(4);
        private int size;

        V get(Object key, int hash) {
            if (size == 0) {
                return null;
            }
            Entry<V> entry = find(key, hash);
            V value = entry == null ? null : entry.value;
            return value == null ? search(key, hash) : value;
        }

        private synchronized V search(Object key, int hash) {
            Entry<V> entry = find(key, hash);
            return entry == null ? null : entry.value;
        }

        synchronized V set(Object key, int hash, V value, boolean replace, ReferenceQueue<Object> collected) {
            Entry<V> entry = find(key, hash);
            if (entry != null) {
                V before = entry.value;
                if (replace) {
                    entry.value = value;
                }
                return before;
            }
            if (size == table.length) {
                grow();
            }
            int index = index(hash, table);
            table[index] = new Entry<V>(key, hash, value, table[index], collected);
            size++;
            return null;
        }

        V remove(Object key, int hash) {
            return size == 0 ? null : take(key, hash);
        }

        private synchronized V take(Object key, int hash) {
            Entry<V> entry = find(key, hash);
            if (entry == null) {
                return null;
            }
            unlink(entry);
            return entry.value;
        }

        synchronized boolean expunge(Entry<V> entry) {
            return unlink(entry);
        }

        synchronized int size() {
            return size;
        }

        private Entry<V> find(Object key, int hash) {
            Entry<V>[] entries = table;
            Entry<V> entry = entries[index(hash, entries)];
            while (entry != null && (entry.hash != hash || entry.get() != key)) {
                entry = entry.next;
            }
            return entry;
        }

        /** Returns false when the entry has been removed before its key was collected. */
        private boolean unlink(Entry<V> entry) {
            int index = index(entry.hash, table);
            Entry<V> before = null;
            for (Entry<V> each = table[index]; each != null; each = each.next) {
                if (each == entry) {
                    if (before == null) {
                        table[index] = each.next;
                    } else {
                        before.next = each.next;
                    }
                    size--;
                    return true;
                }
                before = each;
            }
            return false;
        }

        private void grow() {
            Entry<V>[] grown = table(table.length * 2);
            for (Entry<V> entry : table) {
                while (entry != null) {
                    Entry<V> next = entry.next;
                    int index = index(entry.hash, grown);
                    entry.next = grown[index];
                    grown[index] = entry;
                    entry = next;
                }
            }
            table = grown;
        }

        private static int index(int hash, Entry<?>[] table) {
            return hash >>> STRIPE_BITS & table.length - 1;
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static <V> Entry<V>[] table(int length) {
            return new Entry[length];
        }
    }
}

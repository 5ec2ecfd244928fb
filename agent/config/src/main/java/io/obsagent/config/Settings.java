package io.obsagent.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What has been set so far. Not thread safe: used while one thread loads the configuration. */
final class Settings {
    private final Map<Key<?>, Object> values = new HashMap<>();
    private final Set<Key<?>> ofPlaceholders = new HashSet<>();

    /** The value that was set, else the default; null when there is neither. */
    <T> T get(Key<T> key) {
        @SuppressWarnings("unchecked") // set() only takes a value of the key's type
        T value = (T) values.get(key);
        return value != null ? value : key.defaultValue();
    }

    /** Whether a key has the same value in both. */
    <T> boolean same(Key<T> key, Settings other) {
        return key.type.same(get(key), other.get(key));
    }

    <T> void set(Key<T> key, T value) {
        values.put(key, value);
    }

    /** Notes whether a placeholder, which may stand for a secret, is part of the value that was set last. */
    void mayNotBeShown(Key<?> key, boolean ofPlaceholder) {
        if (ofPlaceholder) {
            ofPlaceholders.add(key);
        } else {
            ofPlaceholders.remove(key);
        }
    }

    boolean mayBeShown(Key<?> key) {
        return !ofPlaceholders.contains(key);
    }
}

package io.obsagent.config;

import java.util.HashMap;
import java.util.Map;

/** What has been set so far. Not thread safe: used while one thread loads the configuration. */
final class Settings {
    private final Map<Key<?>, Object> values = new HashMap<>();

    /** The value that was set, else the default; null when there is neither. */
    <T> T get(Key<T> key) {
        @SuppressWarnings("unchecked") // set() only takes a value of the key's type
        T value = (T) values.get(key);
        return value != null ? value : key.defaultValue();
    }

    <T> void set(Key<T> key, T value) {
        values.put(key, value);
    }
}

package io.obsagent.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What has been set so far. Not thread safe: used while one thread loads the configuration. */
final class Settings {
    private final Map<Key<?>, Object> values = new HashMap<>();
    private final Set<Key<?>> ofPlaceholders = new HashSet<>();
    private final Set<Key<?>> lacking = new HashSet<>();
    private final Map<Key<?>, String> written = new HashMap<>();
    private final Map<Key<?>, String> sources = new HashMap<>();

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

    /** Notes that a key was meant to have a value and has got none. */
    void lacks(Key<?> key) {
        lacking.add(key);
    }

    /** Whether a key was meant to have a value and none was found anywhere. */
    boolean isLacking(Key<?> key) {
        return lacking.contains(key) && !values.containsKey(key);
    }

    /** Notes how the value was written that was set last, and where. */
    void written(Key<?> key, String text, String source) {
        written.put(key, text);
        sources.put(key, source);
    }

    /** The same of entries that were added to those that are there. */
    void added(Key<?> key, String text, String source) {
        boolean first = !written.containsKey(key);
        written(key, first ? text : written.get(key) + ", " + text, first ? source : sources.get(key) + ", " + source);
    }

    /** How a value was written; the default where it was not. */
    String written(Key<?> key) {
        String text = written.get(key);
        return text == null ? key.defaultText : text;
    }

    /** Where a value was written. */
    String source(Key<?> key) {
        String source = sources.get(key);
        return source == null ? "default" : source;
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

package io.obsagent.instrumentation.opentelemetryapi;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.function.BiConsumer;

/** Attributes as the agent's API takes them: name, value, name, value ... */
final class NamesAndValues implements BiConsumer<AttributeKey<?>, Object> {

    private final Object[] array;
    private int length;

    private NamesAndValues(int size) {
        array = new Object[2 * size];
    }

    /** Null when there are none. */
    static Object[] of(Attributes attributes) {
        if (attributes == null || attributes.isEmpty()) {
            return null;
        }
        NamesAndValues all = new NamesAndValues(attributes.size());
        attributes.forEach(all);
        return all.array;
    }

    @Override
    public void accept(AttributeKey<?> key, Object value) {
        if (length < array.length) {
            array[length++] = key.getKey();
            array[length++] = value;
        }
    }
}

package io.obsagent.instrumentation.opentelemetryapi;

import io.obsagent.api.Failures;
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

    /** Null when there are none, or when the application's object fails to tell them. */
    static Object[] of(Attributes attributes) {
        try {
            if (attributes == null || attributes.isEmpty()) {
                return null;
            }
            NamesAndValues all = new NamesAndValues(attributes.size());
            attributes.forEach(all);
            return all.array;
        } catch (Throwable failure) {
            Failures.note("opentelemetry-api", "attributes not read", failure);
            return null;
        }
    }

    /** The name of an attribute; null when it has none, or when the application's object fails to tell it. */
    static String name(AttributeKey<?> key) {
        try {
            return key == null ? null : key.getKey();
        } catch (Throwable failure) {
            Failures.note("opentelemetry-api", "attribute not read", failure);
            return null;
        }
    }

    @Override
    public void accept(AttributeKey<?> key, Object value) {
        if (length < array.length) {
            array[length++] = key.getKey();
            array[length++] = value;
        }
    }
}

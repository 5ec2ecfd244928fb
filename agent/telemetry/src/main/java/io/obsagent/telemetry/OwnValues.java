package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Takes values over from the application: of types that are known, in a size that is bounded, and none of its own objects. */
final class OwnValues {

    private OwnValues() {}

    /**
     * A value as attributes keep it: a text, Long, Double, Boolean, or a list of these.
     *
     * @param value not null
     */
    static Object kept(Object value, AgentConfig.Limits limits) {
        if (value instanceof Collection) {
            List<Object> kept = new ArrayList<Object>();
            for (Object element : (Collection<?>) value) {
                if (kept.size() == limits.attributeCount) {
                    break;
                }
                kept.add(single(element, limits));
            }
            return kept;
        }
        return single(value, limits);
    }

    /**
     * Attributes of an event.
     *
     * @param attributes name, value, name, value ...
     */
    static Object[] kept(Object[] attributes, AgentConfig.Limits limits) {
        int length = Math.min(attributes.length & ~1, 2 * limits.attributeCount);
        Object[] kept = new Object[length];
        for (int i = 0; i < length; i += 2) {
            kept[i] = single(attributes[i], limits);
            kept[i + 1] = kept(attributes[i + 1], limits);
        }
        return kept;
    }

    private static Object single(Object value, AgentConfig.Limits limits) {
        if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
            return value;
        }
        String text = String.valueOf(value);
        return text.length() > limits.attributeLength ? text.substring(0, limits.attributeLength) : text;
    }
}

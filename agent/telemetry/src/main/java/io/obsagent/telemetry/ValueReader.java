package io.obsagent.telemetry;

import io.obsagent.api.AgentThread;
import io.obsagent.api.Call;
import io.obsagent.config.ValuePath;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;

/**
 * Reads the value that a path leads to. Whatever goes wrong on the way, there is no value. Thread safe.
 *
 * <p>How a step is made for a class is kept with that class, so nothing here keeps a class of the application alive.
 */
final class ValueReader {

    /** Larger numbers are no attribute, and take long to be written. */
    private static final int MAX_BITS = 1024;

    private final ValuePath path;
    private final int maxChars;
    private final Step[] steps;

    /** @param maxChars longest text; the rest is cut off */
    ValueReader(ValuePath path, int maxChars) {
        this.path = path;
        this.maxChars = maxChars;
        this.steps = new Step[path.steps()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = new Step(path.step(i));
        }
    }

    /** Whether it is known only when the method has returned. */
    boolean isOfResult() {
        return path.start == ValuePath.RETURN;
    }

    /** The value as a text, Long, Double or Boolean; null when there is none, or nothing as simple as that. */
    Object read(Call call) {
        try {
            Object value = start(call);
            for (int i = 0; i < steps.length && value != null; i++) {
                value = steps[i].get(value.getClass()).read(value);
            }
            return value == null ? null : simple(value);
        } catch (InvocationTargetException failure) {
            AgentThread.keepInterruption(failure.getCause());
        } catch (Throwable failure) {
            // of the JVM or of a class that cannot be looked into
        }
        return null;
    }

    private Object start(Call call) {
        if (path.start == ValuePath.RETURN) {
            return call.result();
        }
        if (path.start == ValuePath.THIS) {
            return call.self();
        }
        return path.start < call.argCount() ? call.arg(path.start) : null;
    }

    /** Calls toString of no class but the JDK's. */
    private Object simple(Object value) {
        if (value instanceof String) {
            return cut((String) value);
        }
        if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float) {
            return Double.valueOf(value.toString());
        }
        if (value instanceof Enum) {
            return cut(((Enum<?>) value).name());
        }
        if (value instanceof Class) {
            return cut(((Class<?>) value).getName());
        }
        return isSimpleOfJdk(value) ? cut(value.toString()) : null;
    }

    private static boolean isSimpleOfJdk(Object value) {
        Class<?> type = value.getClass();
        if (type == BigInteger.class) {
            return ((BigInteger) value).bitLength() <= MAX_BITS;
        }
        if (type == BigDecimal.class) {
            return ((BigDecimal) value).unscaledValue().bitLength() <= MAX_BITS;
        }
        String name = type.getName();
        return type == Character.class
                || type == UUID.class
                || name.startsWith("java.time.")
                || value instanceof Number && name.startsWith("java.util.concurrent.atomic.");
    }

    private String cut(String text) {
        return text.length() > maxChars ? text.substring(0, maxChars) : text;
    }

    /** How one step is made, for each class. */
    private static final class Step extends ClassValue<Property> {
        private final String name;

        Step(String name) {
            this.name = name;
        }

        @Override
        protected Property computeValue(Class<?> type) {
            return Property.of(type, name);
        }
    }
}

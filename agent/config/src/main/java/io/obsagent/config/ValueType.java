package io.obsagent.config;

/**
 * How a value is read.
 *
 * @param <T> what it becomes
 */
abstract class ValueType<T> {

    /** What one has to write, to complete "write ...": {@code a whole number from 0 to 65535}. */
    final String expected;

    /** What a JSON schema says of it, as entries of a YAML mapping: {@code type: integer, minimum: 0}. */
    final String schema;

    ValueType(String expected, String schema) {
        this.expected = expected;
        this.schema = schema;
    }

    /** Reads a scalar, trimmed and not empty. */
    abstract T parse(String text) throws InvalidValueException;

    /** Reads a value as it was written in a file. */
    T parse(Node node) throws InvalidValueException {
        if (node.text == null) {
            throw new InvalidValueException();
        }
        return parse(node.text);
    }

    /** What an empty default means: nothing at all, or an empty list or map. */
    T empty() {
        return null;
    }

    /** Whether two values, either of which may be null, mean the same. */
    boolean same(T a, T b) {
        return a == null ? b == null : a.equals(b);
    }

    final T parseDefault(String text) {
        try {
            return text.isEmpty() ? empty() : parse(text);
        } catch (InvalidValueException e) {
            throw new IllegalArgumentException("default " + text + ": write " + expected);
        }
    }
}

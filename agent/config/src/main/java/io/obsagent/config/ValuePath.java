package io.obsagent.config;

import java.util.Arrays;

/**
 * Where a value is found when a method is called: {@code arg0.customer.id}, {@code this.name}, {@code return.size}.
 * Immutable.
 */
public final class ValuePath {

    /** Steps behind the first. */
    private static final int MAX_STEPS = 8;

    private static final int MAX_ARGS = 255;

    static final ValueType<ValuePath> TYPE =
            new ValueType<ValuePath>(
                    "arg0, this or return, with up to " + MAX_STEPS
                            + " names of fields or getters behind it, such as arg0.customer.id",
                    MethodRuleType.PATH) {
                @Override
                ValuePath parse(String text) throws InvalidValueException {
                    try {
                        return ValuePath.parse(text);
                    } catch (IllegalArgumentException malformed) {
                        throw new InvalidValueException();
                    }
                }
            };

    /** Index of the argument, from 0; {@link #THIS} or {@link #RETURN}. */
    public final int start;

    /** The instance that the method is called on. */
    public static final int THIS = -1;

    /** What the method returns. */
    public static final int RETURN = -2;

    private final String text;
    private final String[] steps;

    private ValuePath(String text, int start, String[] steps) {
        this.text = text;
        this.start = start;
        this.steps = steps;
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException when it is malformed
     */
    public static ValuePath parse(String text) {
        String[] parts = text.split("\\.", -1);
        boolean valid = parts.length - 1 <= MAX_STEPS;
        for (String part : parts) {
            valid &= Names.isIdentifier(part);
        }
        if (!valid) {
            throw new IllegalArgumentException(text);
        }
        return new ValuePath(text, start(parts[0]), Arrays.copyOfRange(parts, 1, parts.length));
    }

    private static int start(String part) {
        if (part.equals("this")) {
            return THIS;
        }
        if (part.equals("return")) {
            return RETURN;
        }
        String prefix = "arg";
        int index = part.startsWith(prefix) ? Integer.parseInt(part.substring(prefix.length())) : -1;
        if (index < 0 || index >= MAX_ARGS) {
            throw new IllegalArgumentException(part);
        }
        return index;
    }

    /** How many names of fields or getters follow. */
    public int steps() {
        return steps.length;
    }

    /** One of these names, from 0. */
    public String step(int index) {
        return steps[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValuePath && text.equals(((ValuePath) other).text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}

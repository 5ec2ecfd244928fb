package io.obsagent.config;

/** A value that its {@link ValueType} does not accept. */
final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidValueException() {
        super(null, null, false, false);
    }
}

package io.obsagent.config;

/** A value that its {@link ValueType} does not accept. */
final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1;

    /** Where the mistake is; null: nothing more is known than that there is one. */
    final transient Node node;

    InvalidValueException() {
        this(null, null);
    }

    /** @param problem completes a sentence that begins with the name of the key; no secret */
    InvalidValueException(Node node, String problem) {
        super(problem, null, false, false);
        this.node = node;
    }
}

package io.obsagent.api;

/** Takes what a {@link LogEntry} carries beside its message. The first field of a name counts. */
public interface LogFields {

    /**
     * A field.
     *
     * @param name null is ignored
     * @param value numbers and booleans stay what they are, all else becomes a text; null is ignored
     */
    void field(String name, Object value);

    /**
     * Fields that the library itself has written as JSON.
     *
     * @param object a JSON object on one line, {@code {"order":17}}
     */
    void json(String object);

    /** A marker's name; null is ignored. */
    void tag(String name);
}

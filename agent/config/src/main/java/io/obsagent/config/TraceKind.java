package io.obsagent.config;

/** What makes a trace worth keeping. */
public enum TraceKind {
    /** Its first operation in this JVM takes long. */
    SLOW("slow"),
    /** One of its operations in this JVM fails. */
    ERRORS("errors");

    private final String text;

    TraceKind(String text) {
        this.text = text;
    }

    /** The value as it is written in the configuration. */
    @Override
    public String toString() {
        return text;
    }
}

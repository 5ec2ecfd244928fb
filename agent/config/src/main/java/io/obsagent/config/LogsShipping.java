package io.obsagent.config;

/** How the application's log events are sent. */
public enum LogsShipping {
    /** Not at all. */
    NONE("none"),
    /** By OTLP, http/protobuf. */
    OTLP("otlp"),
    /** As GELF, as to Graylog. */
    GELF("gelf");

    private final String text;

    LogsShipping(String text) {
        this.text = text;
    }

    /** The value as it is written in the configuration. */
    @Override
    public String toString() {
        return text;
    }
}

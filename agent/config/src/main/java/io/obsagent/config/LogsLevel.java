package io.obsagent.config;

/** The levels that the application's logging libraries have in common. */
public enum LogsLevel {
    TRACE("trace", 1),
    DEBUG("debug", 5),
    INFO("info", 9),
    WARN("warn", 13),
    ERROR("error", 17);

    private final String text;
    private final int severity;

    LogsLevel(String text, int severity) {
        this.text = text;
        this.severity = severity;
    }

    /** The severity number of OpenTelemetry's log data model. */
    public int severity() {
        return severity;
    }

    /** The value as it is written in the configuration. */
    @Override
    public String toString() {
        return text;
    }
}

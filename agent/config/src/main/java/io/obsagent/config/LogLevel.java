package io.obsagent.config;

/** How much the agent itself logs. */
public enum LogLevel {
    OFF("off"),
    WARN("warn"),
    INFO("info"),
    DEBUG("debug");

    private final String text;

    LogLevel(String text) {
        this.text = text;
    }

    /** The value as it is written in the configuration. */
    @Override
    public String toString() {
        return text;
    }
}

package io.obsagent.config;

/** How the application's log lines are written. */
public enum LogsFormat {
    /** As the application's layouts make them. */
    NONE("none"),
    /** As JSON with field names of our own. */
    JSON("json"),
    /** As JSON with the field names of the Elastic Common Schema. */
    ECS("ecs"),
    /** As JSON with the field names of logstash-logback-encoder. */
    LOGSTASH("logstash");

    private final String text;

    LogsFormat(String text) {
        this.text = text;
    }

    /** The value as it is written in the configuration. */
    @Override
    public String toString() {
        return text;
    }
}

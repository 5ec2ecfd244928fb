package io.obsagent.config;

/** Whose names the metrics have. */
public enum MetricsDialect {
    /** The OpenTelemetry semantic conventions'. */
    OPENTELEMETRY("opentelemetry"),
    /** Micrometer's and Spring Boot's, where they have one. */
    MICROMETER("micrometer");

    private final String text;

    MetricsDialect(String text) {
        this.text = text;
    }

    /** The value as it is written in the configuration. */
    @Override
    public String toString() {
        return text;
    }
}

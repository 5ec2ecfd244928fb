package io.obsagent.config;

/**
 * One thing that can be set.
 *
 * @param <T> type of its value
 */
final class Key<T> {

    /** Name as written in the YAML file, sections separated by dots: {@code server.port}. */
    final String name;

    final ValueType<T> type;

    /** The default as one would write it; empty: none. */
    final String defaultText;

    /** What it does, in sentences. */
    final String description;

    /** Variables of the OpenTelemetry specification that set it with the same syntax; later ones win. */
    final String[] otelVariables;

    /** Whether the value may hold a secret, which keeps it out of every message. */
    final boolean secret;

    /** Whether a change takes effect in the running JVM, or at the next start. */
    final boolean live;

    private final T defaultValue;

    Key(
            String name,
            ValueType<T> type,
            String defaultText,
            String description,
            boolean secret,
            boolean live,
            String... otel) {
        this.name = name;
        this.type = type;
        this.defaultText = defaultText;
        this.description = description;
        this.secret = secret;
        this.live = live;
        this.otelVariables = otel;
        this.defaultValue = type.parseDefault(defaultText);
    }

    /** The default; null when there is none. */
    T defaultValue() {
        return defaultValue;
    }

    /** The environment variable of ours: {@code OBS_SERVER_PORT} for {@code server.port}. */
    String variable() {
        StringBuilder variable = new StringBuilder("OBS_");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            variable.append(c == '.' || c == '-' ? '_' : Character.toUpperCase(c));
        }
        return variable.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}

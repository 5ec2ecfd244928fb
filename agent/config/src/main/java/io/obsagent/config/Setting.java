package io.obsagent.config;

/** The value of one key and where it comes from, for a person to read. Immutable. */
public final class Setting {

    /** Name of the key such as {@code server.port}. */
    public final String name;

    /** As it was written, so that placeholders stay what they are; {@code (hidden)} where it may be a secret; may be empty. */
    public final String value;

    /** Such as {@code obs.yaml line 3}, {@code OBS_SERVER_PORT}, {@code default}. */
    public final String source;

    Setting(String name, String value, String source) {
        this.name = name;
        this.value = value;
        this.source = source;
    }
}

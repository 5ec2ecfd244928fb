package io.obsagent.config;

/** Compression of what is sent to the collector. */
public enum Compression {
    NONE("none"),
    GZIP("gzip");

    private final String text;

    Compression(String text) {
        this.text = text;
    }

    /** The value as it is written in the configuration. */
    @Override
    public String toString() {
        return text;
    }
}

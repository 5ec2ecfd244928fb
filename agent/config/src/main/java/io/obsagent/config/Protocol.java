package io.obsagent.config;

/** How spans are sent. */
public enum Protocol {
    HTTP_PROTOBUF("http/protobuf"),
    GRPC("grpc"),
    /** Spans are not sent. */
    NONE("none");

    private final String text;

    Protocol(String text) {
        this.text = text;
    }

    /** The value as it is written in the configuration. */
    @Override
    public String toString() {
        return text;
    }
}

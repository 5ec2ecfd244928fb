package io.obsagent.api;

/** What a message carries besides its body, for the telemetry to read the trace context from. */
public interface Headers {

    /** The value of an incoming header, case-insensitive where the protocol is, or null. */
    String header(String name);
}

package io.obsagent.config;

/** A format in which a trace travels in headers. */
public enum Propagator {
    TRACECONTEXT("tracecontext"),
    BAGGAGE("baggage"),
    /** One header, b3. */
    B3("b3"),
    /** Several headers, X-B3-TraceId and so on. */
    B3MULTI("b3multi"),
    JAEGER("jaeger"),
    /** AWS X-Ray. */
    XRAY("xray");

    private final String text;

    Propagator(String text) {
        this.text = text;
    }

    /** The value as it is written in the configuration. */
    @Override
    public String toString() {
        return text;
    }
}

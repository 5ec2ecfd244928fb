package io.obsagent.telemetry;

/** Takes what headers say about a span of another service. */
interface RemoteSpan {

    /**
     * Sets the span.
     *
     * @param sampled whether it is sampled; null when the headers leave that open
     * @param state the tracestate header, or null
     */
    void remote(long traceIdHigh, long traceIdLow, long spanId, Boolean sampled, String state);
}

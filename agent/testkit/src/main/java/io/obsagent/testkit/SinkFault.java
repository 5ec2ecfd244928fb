package io.obsagent.testkit;

import java.time.Duration;

/**
 * What the sink does with the requests it receives, instead of accepting them at once. A collector that is not there at
 * all is {@link OtlpSink#goAway()}.
 */
public sealed interface SinkFault {

    /** The healthy collector. */
    record None() implements SinkFault {}

    /** Answers HTTP 503 or gRPC UNAVAILABLE and keeps no span. */
    record Unavailable() implements SinkFault {}

    /** Accepts, but only after {@code delay}. */
    record Slow(Duration delay) implements SinkFault {}

    /** Answers success, saying that {@code rejectedSpans} spans were not accepted; the spans are kept all the same. */
    record PartialSuccess(long rejectedSpans, String message) implements SinkFault {}

    static SinkFault none() {
        return new None();
    }

    static SinkFault unavailable() {
        return new Unavailable();
    }

    static SinkFault slow(Duration delay) {
        return new Slow(delay);
    }

    static SinkFault partialSuccess(long rejectedSpans, String message) {
        return new PartialSuccess(rejectedSpans, message);
    }
}

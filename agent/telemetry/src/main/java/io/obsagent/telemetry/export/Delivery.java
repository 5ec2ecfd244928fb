package io.obsagent.telemetry.export;

/** How a collector answered. */
final class Delivery {

    static final Delivery DELIVERED = new Delivery(null, false, -1, 0, null);

    /** What went wrong; null when nothing did. */
    final String problem;

    /** Whether the same batch may be accepted later. */
    final boolean retryable;

    /** How long the collector asks to wait, or -1. */
    final long retryAfterMillis;

    /** Spans that the collector has rejected out of a batch that it has accepted. */
    final long rejectedSpans;

    /** What the collector says about a batch that it has accepted, in one line; mostly null. */
    final String warning;

    private Delivery(String problem, boolean retryable, long retryAfterMillis, long rejectedSpans, String warning) {
        this.problem = problem;
        this.retryable = retryable;
        this.retryAfterMillis = retryAfterMillis;
        this.rejectedSpans = rejectedSpans;
        this.warning = warning;
    }

    static Delivery retry(String problem, long afterMillis) {
        return new Delivery(problem, true, afterMillis, 0, null);
    }

    /** No answer could be had. */
    static Delivery failed(Throwable failure) {
        String message = failure.getMessage();
        return retry(message == null ? failure.getClass().getSimpleName() : message, -1);
    }

    static Delivery refused(String problem) {
        return new Delivery(problem, false, -1, 0, null);
    }

    /** Reads an {@code ExportTraceServiceResponse}, which tells how many spans were rejected, and why. */
    static Delivery accepted(byte[] response) {
        if (response.length == 0) {
            return DELIVERED;
        }
        PartialSuccess partial = PartialSuccess.of(response);
        return new Delivery(null, false, -1, partial.rejectedSpans, partial.message);
    }
}

package io.obsagent.telemetry.export;

/** How a collector answered. */
final class Delivery {

    static final Delivery DELIVERED = new Delivery(null, false, -1, 0);

    /** What went wrong; null when nothing did. */
    final String problem;

    /** Whether the same batch may be accepted later. */
    final boolean retryable;

    /** How long the collector asks to wait, or -1. */
    final long retryAfterMillis;

    /** Spans that the collector has refused out of a batch that it has accepted. */
    final long rejectedSpans;

    private Delivery(String problem, boolean retryable, long retryAfterMillis, long rejectedSpans) {
        this.problem = problem;
        this.retryable = retryable;
        this.retryAfterMillis = retryAfterMillis;
        this.rejectedSpans = rejectedSpans;
    }

    static Delivery retry(String problem, long afterMillis) {
        return new Delivery(problem, true, afterMillis, 0);
    }

    /** No answer could be had. */
    static Delivery failed(Throwable failure) {
        String message = failure.getMessage();
        return retry(message == null ? failure.getClass().getSimpleName() : message, -1);
    }

    static Delivery refused(String problem) {
        return new Delivery(problem, false, -1, 0);
    }

    /** Reads an {@code ExportTraceServiceResponse}, which tells how many spans were refused. */
    static Delivery accepted(byte[] response) {
        long rejected = rejectedSpans(response);
        return rejected == 0 ? DELIVERED : new Delivery(null, false, -1, rejected);
    }

    /** partial_success is field 1, a message, in which rejected_spans is field 1, a number. */
    private static long rejectedSpans(byte[] response) {
        if (response.length < 4 || response[0] != (1 << 3 | 2) || response[2] != 1 << 3) {
            return 0;
        }
        long value = 0;
        for (int i = 3, shift = 0; i < response.length && shift < 63; i++, shift += 7) {
            value |= (long) (response[i] & 0x7f) << shift;
            if (response[i] >= 0) {
                return value;
            }
        }
        return 0;
    }
}

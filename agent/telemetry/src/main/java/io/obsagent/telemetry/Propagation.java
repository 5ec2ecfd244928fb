package io.obsagent.telemetry;

import io.obsagent.api.Headers;
import io.obsagent.config.Propagator;
import java.util.List;
import java.util.function.BiConsumer;

/** Reads the trace of a caller from headers and writes it for the peers of this service, in the configured formats. */
final class Propagation {

    private final TraceFormat[] formats;
    private final boolean baggage;

    Propagation(List<Propagator> propagators) {
        baggage = propagators.contains(Propagator.BAGGAGE);
        formats = new TraceFormat[baggage ? propagators.size() - 1 : propagators.size()];
        int count = 0;
        for (Propagator propagator : propagators) {
            if (propagator != Propagator.BAGGAGE) {
                formats[count++] = format(propagator);
            }
        }
    }

    private static TraceFormat format(Propagator propagator) {
        switch (propagator) {
            case B3:
                return new B3Format(true);
            case B3MULTI:
                return new B3Format(false);
            case JAEGER:
                return new JaegerFormat();
            case XRAY:
                return new XRayFormat();
            default:
                return new W3cFormat();
        }
    }

    /**
     * Reads the caller's trace: the first format that finds one counts.
     *
     * @param into gets the ids and flags, and the baggage in any case
     * @return whether there was a trace
     */
    boolean extract(Headers headers, SpanOperation into) {
        if (baggage) {
            into.baggage = W3cFormat.limited(headers.header("baggage"));
        }
        for (TraceFormat format : formats) {
            if (format.extract(headers, into)) {
                return true;
            }
        }
        return false;
    }

    /** Reads the trace that one message of a batch was sent in; returns null when there is none. */
    SpanLink link(Headers headers) {
        SpanLink link = new SpanLink();
        for (TraceFormat format : formats) {
            if (format.extract(headers, link)) {
                return link;
            }
        }
        return null;
    }

    /** Writes the trace of an operation, in all formats. */
    void inject(SpanOperation operation, BiConsumer<String, String> carrier) {
        for (TraceFormat format : formats) {
            format.inject(operation, carrier);
        }
        if (baggage && operation.baggage != null) {
            carrier.accept("baggage", operation.baggage);
        }
    }
}

package shop.demo;

import io.obsagent.testkit.ReceivedSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Picks the checkout to show among all traces received. */
final class Checkouts {

    private Checkouts() {}

    /**
     * The typical successful checkout: of the traces that reached the most services, without a gap, and asked them most
     * often, the one of median duration. Empty if there is no successful checkout at all.
     */
    static Optional<List<ReceivedSpan>> typical(List<ReceivedSpan> spans) {
        Map<String, List<ReceivedSpan>> traces = new LinkedHashMap<>();
        for (ReceivedSpan span : spans) {
            traces.computeIfAbsent(span.traceId(), key -> new ArrayList<>()).add(span);
        }
        List<List<ReceivedSpan>> checkouts = new ArrayList<>();
        int most = 0;
        for (List<ReceivedSpan> trace : traces.values()) {
            if (isSuccessfulCheckout(trace)) {
                checkouts.add(trace);
                most = Math.max(most, completeness(trace));
            }
        }
        int best = most;
        checkouts.removeIf(trace -> completeness(trace) < best);
        checkouts.sort(Comparator.comparing(Checkouts::duration));
        return checkouts.isEmpty() ? Optional.empty() : Optional.of(checkouts.get(checkouts.size() / 2));
    }

    /** The services whose spans are in the trace. */
    static Set<String> services(List<ReceivedSpan> trace) {
        Set<String> services = new HashSet<>();
        trace.forEach(span -> services.add(span.serviceName()));
        return services;
    }

    private static boolean isSuccessfulCheckout(List<ReceivedSpan> trace) {
        return trace.stream()
                .anyMatch(span -> span.kind() == ReceivedSpan.Kind.SERVER
                        && String.valueOf(span.attribute("url.path")).endsWith("/checkout")
                        && Long.valueOf(200).equals(span.attribute("http.response.status_code")));
    }

    private static int completeness(List<ReceivedSpan> trace) {
        long calls = trace.stream()
                .filter(span -> span.kind() == ReceivedSpan.Kind.SERVER)
                .count();
        return 100 * services(trace).size() + (hasGap(trace) ? 0 : 50) + (int) Math.min(calls, 49);
    }

    /** Whether a span's parent is missing; more than one span without a parent is a gap as well. */
    private static boolean hasGap(List<ReceivedSpan> trace) {
        Set<String> ids = new HashSet<>();
        trace.forEach(span -> ids.add(span.spanId()));
        return trace.stream().filter(span -> !ids.contains(span.parentSpanId())).count() != 1;
    }

    private static Duration duration(List<ReceivedSpan> trace) {
        long start = trace.stream().mapToLong(ReceivedSpan::startNanos).min().orElse(0);
        long end = trace.stream().mapToLong(ReceivedSpan::endNanos).max().orElse(0);
        return Duration.ofNanos(end - start);
    }
}

package shop.demo;

import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import java.util.List;
import java.util.Map;

/** Spans for tests, times in milliseconds. */
final class Spans {

    private Spans() {}

    static ReceivedSpan span(
            String trace, String id, String parent, String service, Kind kind, String name, long start, long end) {
        return span(trace, id, parent, service, kind, name, start, end, Status.UNSET, Map.of());
    }

    static ReceivedSpan span(
            String trace,
            String id,
            String parent,
            String service,
            Kind kind,
            String name,
            long start,
            long end,
            Status status,
            Map<String, Object> attributes) {
        return new ReceivedSpan(
                trace,
                id,
                parent,
                "",
                1,
                name,
                kind,
                status,
                "",
                start * 1_000_000,
                end * 1_000_000,
                attributes,
                List.of(),
                List.of(),
                Map.of("service.name", service),
                "io.obsagent",
                "");
    }
}

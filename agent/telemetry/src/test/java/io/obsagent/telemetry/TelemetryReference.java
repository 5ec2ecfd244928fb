package io.obsagent.telemetry;

import io.obsagent.api.LogKeys;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.logs.LogFieldReference;
import io.obsagent.telemetry.metrics.Metric;
import io.obsagent.telemetry.metrics.MetricReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes docs/telemetry.md out of the tables in the code. Run it after a change of {@link Metric} or {@link Attribute}. */
public final class TelemetryReference {

    static final Path FILE = Path.of("..", "..", "docs", "telemetry.md");

    private TelemetryReference() {}

    /** Writes the file. */
    public static void main(String[] args) throws IOException {
        Files.writeString(args.length > 0 ? Path.of(args[0]) : FILE, text());
    }

    static String text() {
        StringBuilder out = new StringBuilder();
        out.append("# What the agent emits\n\n");
        out.append(
                "Generated out of the code by `TelemetryReference` (agent/telemetry); do not edit. Names follow the\n");
        out.append("OpenTelemetry semantic conventions 1.44 and their Prometheus mapping.\n\n");
        metrics(out);
        micrometer(out);
        spans(out);
        logs(out);
        resource(out);
        return out.toString();
    }

    private static void metrics(StringBuilder out) {
        out.append("## Metrics\n\n");
        out.append(
                "Served at `/metrics` as text 0.0.4, OpenMetrics 1.0 and Prometheus protobuf. A label without a value is\n");
        out.append(
                "left out. Beyond a label's cap (`metrics.max-label-values`) a new value becomes `_other`. Buckets can be\n");
        out.append(
                "changed with `metrics.buckets`. With `service.per-application` operations, sessions and log events of web\n");
        out.append("applications have the label `service_name` as well.\n\n");
        row(out, "metric", "type", "labels", "what");
        row(out, "---", "---", "---", "---");
        for (Metric metric : Metric.values()) {
            String labels = metric == Metric.TARGET ? "attributes of the resource" : codes(List.of(metric.labels()));
            String buckets = MetricReference.buckets(metric);
            String what = metric.description() + (buckets.isEmpty() ? "" : " Buckets: " + buckets + ".");
            row(out, "`" + metric.text() + "`", metric.type().name().toLowerCase(java.util.Locale.ROOT), labels, what);
        }
        out.append('\n');
    }

    private static void micrometer(StringBuilder out) {
        out.append("### As Micrometer names them\n\n");
        out.append(
                "With `metrics.dialect: micrometer` these have the names and labels that dashboards for Spring Boot 3\n");
        out.append("expect; all others keep theirs. Micrometer's moving maxima (`_max`) are not kept.\n\n");
        row(out, "metric", "becomes");
        row(out, "---", "---");
        for (Map.Entry<String, List<String>> name : MetricReference.micrometer().entrySet()) {
            row(out, "`" + name.getKey() + "`", codes(name.getValue()));
        }
        row(out, "none", codes(MetricReference.micrometerOnly()));
        out.append('\n');
    }

    private static void spans(StringBuilder out) {
        out.append("## Spans\n\n");
        out.append("Sent by OTLP (http/protobuf or gRPC). What was thrown is the event `exception`.\n\n");
        row(out, "what", "kind", "name", "status is error when");
        row(out, "---", "---", "---", "---");
        for (SpanType type : SpanType.values()) {
            row(out, type.what, type.kinds, type.name, type.error);
        }
        out.append("\n### Attributes\n\n");
        row(out, "attribute", "on", "what");
        row(out, "---", "---", "---");
        for (Attribute attribute : Attribute.values()) {
            List<String> on = new ArrayList<>();
            for (SpanType type : SpanType.values()) {
                if (type.attributes.contains(attribute)) {
                    on.add(type.what);
                }
            }
            row(out, "`" + attribute.text + "`", on.isEmpty() ? "event" : String.join(", ", on), attribute.description);
        }
        out.append('\n');
    }

    private static void logs(StringBuilder out) {
        LogKeys keys = LogKeys.DEFAULT;
        out.append("## Log fields\n\n");
        out.append(
                "In the MDC of every line that is written inside an operation, and attributes of the request where\n");
        out.append("an access log writes its line; names can be changed.\n\n");
        row(out, "field", "what");
        row(out, "---", "---");
        row(out, "`" + keys.traceId() + "`", "The trace id, 32 hex digits.");
        row(out, "`" + keys.spanId() + "`", "The span id, 16 hex digits.");
        row(out, "`" + keys.traceFlags() + "`", "`01` when the trace is sampled, else `00`.");
        out.append(
                "\njava.util.logging has no MDC: with `instrumentation.logging.ids-in-messages` its messages end with\n");
        out.append("them, and lines of JSON have them as fields.\n\n");
        LogFieldReference.write(out);
    }

    private static void resource(StringBuilder out) {
        out.append("## Resource\n\n");
        out.append("On all spans, and as labels of `target_info`; each only where it is known, and all of\n");
        out.append(
                "`resource-attributes`. With `service.per-application` spans of a web application have its `service.name`.\n\n");
        for (String key : Resource.KEYS) {
            out.append("- `").append(key).append("`\n");
        }
    }

    private static String codes(List<String> names) {
        return names.isEmpty() ? "" : "`" + String.join("`, `", names) + "`";
    }

    private static void row(StringBuilder out, String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** The defaults are enough to see which keys a resource can have. */
    static Iterable<String> keysOfThisJvm() {
        return Resource.of(AgentConfig.with("service.namespace", "n", "service.version", "1"), "1")
                .keySet();
    }
}

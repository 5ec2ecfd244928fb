package shop.demo;

import io.obsagent.testkit.HistogramSnapshot;
import io.obsagent.testkit.PrometheusScrape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Traffic, latency, errors and saturation of one service, from two scrapes of its /metrics.
 *
 * @param entries one for each kind of work the service did in between, empty if it did none
 */
record GoldenSignals(String service, List<Entry> entries, Saturation saturation) {

    /**
     * Work of one kind that came in.
     *
     * @param kind HTTP, gRPC or Kafka
     * @param perSecond traffic
     * @param errorRatio 0 to 1
     * @param p50 latency in seconds, as are the others
     */
    record Entry(String kind, double perSecond, double errorRatio, double p50, double p95, double p99) {}

    /** How full the service is at the second scrape; empty where the scrape does not tell. */
    record Saturation(
            double heapUsedBytes,
            double heapLimitBytes,
            OptionalDouble cpu,
            double threads,
            double poolUsed,
            double poolMax) {}

    /** Kind of work to the histogram that measures it. */
    private static final Map<String, String> ENTRY_HISTOGRAMS = Map.of(
            "HTTP", "http_server_request_duration_seconds",
            "gRPC", "rpc_server_call_duration_seconds",
            "Kafka", "messaging_process_duration_seconds");

    /** What happened between the two scrapes, which were taken {@code elapsed} apart. */
    static GoldenSignals between(String service, PrometheusScrape before, PrometheusScrape after, Duration elapsed) {
        List<Entry> entries = new ArrayList<>();
        for (String kind : List.of("HTTP", "gRPC", "Kafka")) {
            Entry entry = entry(kind, before, after, elapsed);
            if (entry.perSecond() > 0) {
                entries.add(entry);
            }
        }
        return new GoldenSignals(service, entries, saturation(after));
    }

    private static Entry entry(String kind, PrometheusScrape before, PrometheusScrape after, Duration elapsed) {
        String histogram = ENTRY_HISTOGRAMS.get(kind);
        HistogramSnapshot latency = after.histogram(histogram).since(before.histogram(histogram));
        double errors = errors(after, histogram) - errors(before, histogram);
        return new Entry(
                kind,
                latency.count() / (elapsed.toNanos() / 1e9),
                latency.count() == 0 ? 0 : errors / latency.count(),
                latency.quantile(0.5),
                latency.quantile(0.95),
                latency.quantile(0.99));
    }

    /** The conventions put error_type on failed work only; registries that need it everywhere leave it empty. */
    private static double errors(PrometheusScrape scrape, String histogram) {
        return scrape.samples(histogram + "_count").stream()
                .filter(sample ->
                        !sample.labels().getOrDefault("error_type", "").isEmpty())
                .mapToDouble(sample -> sample.value())
                .sum();
    }

    private static Saturation saturation(PrometheusScrape scrape) {
        return new Saturation(
                scrape.sum("jvm_memory_used_bytes", "jvm_memory_type", "heap"),
                scrape.sum("jvm_memory_limit_bytes", "jvm_memory_type", "heap"),
                scrape.value("jvm_cpu_recent_utilization_ratio"),
                scrape.sum("jvm_thread_count"),
                scrape.sum("db_client_connection_count", "db_client_connection_state", "used")
                        + scrape.sum("db_client_connection_count", "state", "used"),
                scrape.sum("db_client_connection_max"));
    }
}

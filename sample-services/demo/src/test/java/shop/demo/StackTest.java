package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.demo.StackFiles.Expression;

/** Dashboards, rules and alerts fit what the agent emits: a real Prometheus scrapes the real services under load. */
@Tag("slow")
class StackTest {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration LOAD = Duration.ofSeconds(45);
    /** Metrics of exporters that run in compose.yml only. */
    private static final List<String> EXPORTERS = List.of("pg_", "kafka_", "node_", "probe_", "alertmanager_");

    private static final String ABOVE_ZERO = " > 0";

    @TempDir
    private Path directory;

    private final StackFiles files = new StackFiles(PROJECT);
    private final List<String> problems = new ArrayList<>();
    private Prometheus prometheus;
    private Map<String, Set<String>> documented;

    @Test
    void everyExpressionFitsWhatTheAgentEmits() throws Exception {
        Tool.require(PROJECT, "prometheus");
        assumeTrue(Files.exists(PROJECT.resolve("sample-services/cart/target/cart.jar")), "the services are not built");
        documented = files.documentedMetrics();
        Options options = new Options(0, true, true, directory);
        try (Workspace workspace = Workspace.create();
                Estate estate = new Estate(PROJECT, options, workspace, directory)) {
            estate.start(new Progress(new Terminal()));
            try (Prometheus started =
                    Prometheus.start(PROJECT, workspace.directory("prometheus"), estate, new Ports().near(9090), 0)) {
                prometheus = started;
                ShopClient client = estate.client();
                client.failingProduct(0.05);
                new Shopping(client).run(LOAD, new Terminal());
                check();
            }
        }
        assertThat(problems).isEmpty();
    }

    private void check() throws Exception {
        for (Expression expression : files.recordedExpressions()) {
            requireResult(expression);
            requireKnownNames(expression);
        }
        for (Expression expression : files.dashboardExpressions()) {
            requireResult(expression);
            requireKnownNames(expression);
        }
        for (Expression expression : files.alertExpressions()) {
            prometheus.query(expression.text());
            requireKnownNames(expression);
        }
        JsonNode exemplars =
                prometheus.exemplars("http_server_request_duration_seconds_bucket{service=\"cart\"}", LOAD);
        if (exemplars.findValue("trace_id") == null) {
            problems.add("no exemplar of cart's latency has a trace_id");
        }
    }

    /** What shows only what is above zero shows nothing of a healthy estate. */
    private void requireResult(Expression expression) throws IOException, InterruptedException {
        boolean answers = !prometheus.query(expression.text()).isEmpty();
        if (!answers && !expression.text().endsWith(ABOVE_ZERO)) {
            problems.add(expression.origin() + ": returns nothing: " + expression.text());
        }
    }

    private void requireKnownNames(Expression expression) throws IOException, InterruptedException {
        labelsBelow(expression, prometheus.parse(expression.text()));
    }

    /** The labels that series below this node of the syntax tree can have; notes what nobody emits. */
    private Set<String> labelsBelow(Expression expression, JsonNode node) throws IOException, InterruptedException {
        Set<String> labels = new HashSet<>();
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                labels.addAll(labelsBelow(expression, child));
            }
        }
        if (node.has("matchers")) {
            String metric = node.path("name").asText();
            labels.addAll(labelsOf(metric));
            if (labels.isEmpty()) {
                problems.add(expression.origin() + ": nobody emits " + metric);
            }
            for (JsonNode matcher : node.path("matchers")) {
                requireLabel(expression, labels, matcher.path("name").asText());
            }
        }
        for (JsonNode name : node.path("grouping")) {
            requireLabel(expression, labels, name.asText());
        }
        for (JsonNode name : node.path("matching").path("labels")) {
            requireLabel(expression, labels, name.asText());
        }
        return labels;
    }

    private void requireLabel(Expression expression, Set<String> known, String label) {
        if (!known.isEmpty() && !known.contains("*") && !known.contains(label) && !label.equals("__name__")) {
            problems.add(expression.origin() + ": no series has the label " + label + ": " + expression.text());
        }
    }

    /** What is documented, and what is there now; all labels are possible for metrics that are not scraped here. */
    private Set<String> labelsOf(String metric) throws IOException, InterruptedException {
        if (EXPORTERS.stream().anyMatch(metric::startsWith)) {
            return Set.of("*");
        }
        Set<String> labels = new HashSet<>(documented.getOrDefault(metric, Set.of()));
        labels.addAll(prometheus.labels(metric));
        return labels;
    }
}

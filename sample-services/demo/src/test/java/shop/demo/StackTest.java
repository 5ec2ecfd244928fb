package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.demo.StackFiles.Expression;

/** Dashboards, rules and alerts fit what the agent emits: a real Prometheus scrapes the real services under load. */
@Tag("slow")
class StackTest {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration LOAD = Duration.ofSeconds(45);

    @TempDir
    private Path directory;

    private final StackFiles files = new StackFiles(PROJECT);

    @Test
    void everyExpressionFitsWhatTheAgentEmits() throws Exception {
        Tool.require(PROJECT, "prometheus");
        assumeTrue(Files.exists(PROJECT.resolve("sample-services/cart/target/cart.jar")), "the services are not built");
        List<String> problems;
        Options options = new Options(0, true, true, directory);
        try (Workspace workspace = Workspace.create();
                Estate estate = new Estate(PROJECT, options, workspace, directory)) {
            estate.start(new Progress(new Terminal()));
            try (Prometheus prometheus =
                    Prometheus.start(PROJECT, workspace.directory("prometheus"), estate, new Ports().near(9090), 0)) {
                ShopClient client = estate.client();
                client.failingProduct(0.05);
                new Shopping(client).run(LOAD, new Terminal());
                problems = check(prometheus);
            }
        }
        assertThat(problems).isEmpty();
    }

    private List<String> check(Prometheus prometheus) throws Exception {
        ExpressionCheck check = new ExpressionCheck(prometheus, files.documentedMetrics(), StackFiles.EXPORTERS);
        for (Expression expression : files.recordedExpressions()) {
            check.requireResult(expression);
            check.requireKnownNames(expression);
        }
        for (Expression expression : files.dashboardExpressions()) {
            check.requireResult(expression);
            check.requireKnownNames(expression);
        }
        for (Expression expression : files.alertExpressions()) {
            prometheus.query(expression.text());
            check.requireKnownNames(expression);
        }
        JsonNode exemplars =
                prometheus.exemplars("http_server_request_duration_seconds_bucket{service=\"cart\"}", LOAD);
        if (exemplars.findValue("trace_id") == null) {
            check.add("no exemplar of cart's latency has a trace_id");
        }
        if (prometheus.query(Prometheus.NATIVE_HISTOGRAM).isEmpty()) {
            check.add("Prometheus does not take its own native histograms");
        }
        return check.problems();
    }
}

package shop.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the project has for Prometheus and Grafana, as far as tests look at it. */
final class StackFiles {

    /** How metrics begin that come from exporters. StackTest has none of these, ContainersTest has them all. */
    static final List<String> EXPORTERS = List.of("pg_", "kafka_", "node_", "probe_", "alertmanager_");

    /** Labels that come from Prometheus and its configuration, not from the service. */
    private static final Set<String> ADDED = Set.of("service", "instance", "job", "le");

    private final Path project;

    StackFiles(Path project) {
        this.project = project;
    }

    /** An expression, and where it stands. */
    record Expression(String origin, String text) {

        /** Whether it names a metric that begins with one of these. */
        boolean mentions(List<String> prefixes) {
            return prefixes.stream()
                    .anyMatch(prefix ->
                            Pattern.compile("\\b" + prefix).matcher(text).find());
        }
    }

    /** All alerts, as they stand in the files. */
    List<JsonNode> alerts() throws IOException {
        return rules("alert-rules").stream().filter(rule -> rule.has("alert")).toList();
    }

    List<Expression> alertExpressions() throws IOException {
        return alerts().stream()
                .map(rule -> new Expression(
                        rule.path("alert").asText(), rule.path("expr").asText()))
                .toList();
    }

    List<Expression> recordedExpressions() throws IOException {
        return rules("prometheus/rules").stream()
                .map(rule -> new Expression(
                        rule.path("record").asText() + rule.path("labels"),
                        rule.path("expr").asText()))
                .toList();
    }

    /** Dashboards by the name of their file. */
    Map<String, JsonNode> dashboards() throws IOException {
        Map<String, JsonNode> dashboards = new TreeMap<>();
        for (Path file : files("docker/grafana/dashboards", ".json")) {
            dashboards.put(file.getFileName().toString(), new ObjectMapper().readTree(file.toFile()));
        }
        return dashboards;
    }

    /** Data sources that Grafana is provisioned with, as type and uid. */
    Set<String> dataSources() throws IOException {
        Path file = project.resolve("docker/grafana/provisioning/datasources/datasources.yml");
        Set<String> sources = new HashSet<>();
        for (JsonNode source : new YAMLMapper().readTree(file.toFile()).path("datasources")) {
            sources.add(source.path("type").asText() + " " + source.path("uid").asText());
        }
        return sources;
    }

    /** Of all panels of all dashboards, with the variables set as Grafana would. */
    List<Expression> dashboardExpressions() throws IOException {
        List<Expression> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> dashboard : dashboards().entrySet()) {
            for (JsonNode panel : dashboard.getValue().path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    String text = target.path("expr")
                            .asText()
                            .replace("$__rate_interval", "1m")
                            .replace("$__range", "5m")
                            .replace("$service", ".+");
                    found.add(new Expression(
                            dashboard.getKey() + ", " + panel.path("title").asText(), text));
                }
            }
        }
        return found;
    }

    /** Metric names to labels, as docs/telemetry.md has them, which is generated out of the agent's code. */
    Map<String, Set<String>> documentedMetrics() throws IOException {
        Map<String, Set<String>> metrics = new HashMap<>();
        for (String line : Files.readAllLines(project.resolve("docs/telemetry.md"))) {
            String[] cells = line.split("\\|");
            if (cells.length > 4 && cells[1].strip().startsWith("`") && isType(cells[2].strip())) {
                String name = cells[1].strip().replace("`", "");
                Set<String> labels = new HashSet<>(ADDED);
                for (String label : cells[3].split(",")) {
                    labels.add(label.strip().replace("`", ""));
                }
                if (cells[2].strip().equals("histogram")) {
                    List.of("_bucket", "_count", "_sum").forEach(suffix -> metrics.put(name + suffix, labels));
                } else {
                    metrics.put(name, labels);
                }
            }
        }
        return metrics;
    }

    String runbooks() throws IOException {
        return Files.readString(project.resolve("docs/runbooks.md"));
    }

    /** All questions that unit tests of alerts ask, with the answers they want. */
    List<JsonNode> alertTests() throws IOException {
        List<JsonNode> questions = new ArrayList<>();
        for (Path file : files("alert-rules/tests", ".yml")) {
            for (JsonNode test : new YAMLMapper().readTree(file.toFile()).path("tests")) {
                test.path("promql_expr_test").forEach(questions::add);
            }
        }
        return questions;
    }

    private static boolean isType(String cell) {
        return Set.of("histogram", "gauge", "counter").contains(cell);
    }

    private List<JsonNode> rules(String directory) throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        for (Path file : files(directory, ".yml")) {
            for (JsonNode group : new YAMLMapper().readTree(file.toFile()).path("groups")) {
                group.path("rules").forEach(rules::add);
            }
        }
        return rules;
    }

    private List<Path> files(String directory, String suffix) throws IOException {
        try (Stream<Path> list = Files.list(project.resolve(directory))) {
            return list.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}

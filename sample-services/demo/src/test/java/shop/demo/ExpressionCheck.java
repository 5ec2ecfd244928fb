package shop.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import shop.demo.StackFiles.Expression;

/**
 * Compares expressions of dashboards, rules and alerts with what a Prometheus has: they return something, and what they name
 * is there. Collects what is wrong.
 */
final class ExpressionCheck {

    private static final String ABOVE_ZERO = " > 0";

    private final Prometheus prometheus;
    private final Map<String, Set<String>> documented;
    private final List<String> elsewhere;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param documented metrics, and labels that they can have, whether or not they are there now
     * @param elsewhere how the names of metrics begin that only others emit; any label of theirs is known
     */
    ExpressionCheck(Prometheus prometheus, Map<String, Set<String>> documented, List<String> elsewhere) {
        this.prometheus = prometheus;
        this.documented = documented;
        this.elsewhere = elsewhere;
    }

    /** What is wrong, a line each. */
    List<String> problems() {
        return problems;
    }

    void add(String problem) {
        problems.add(problem);
    }

    /** What shows only what is above zero shows nothing of a healthy estate. */
    void requireResult(Expression expression) throws IOException, InterruptedException {
        boolean answers = !prometheus.query(expression.text()).isEmpty();
        if (!answers && !expression.text().endsWith(ABOVE_ZERO) && !expression.mentions(elsewhere)) {
            problems.add(expression.origin() + ": returns nothing: " + expression.text());
        }
    }

    void requireKnownNames(Expression expression) throws IOException, InterruptedException {
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

    /** What is documented, and what is there now. */
    private Set<String> labelsOf(String metric) throws IOException, InterruptedException {
        if (elsewhere.stream().anyMatch(metric::startsWith)) {
            return Set.of("*");
        }
        Set<String> labels = new HashSet<>(documented.getOrDefault(metric, Set.of()));
        labels.addAll(prometheus.labels(metric));
        return labels;
    }
}

package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What Grafana would refuse, or show wrong without a word, were a dashboard's file edited by hand. */
class DashboardFilesTest {

    private static final int COLUMNS = 24;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z]\\w*)");

    private final StackFiles files = new StackFiles(Path.of("../.."));

    @Test
    void eachHasAnAddressOfItsOwn() throws Exception {
        assertThat(files.dashboards()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(files.dashboards().values())
                .extracting(dashboard -> dashboard.path("uid").asText())
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.matches("[a-z-]{1,40}"));
        assertThat(files.dashboards().values())
                .extracting(dashboard -> dashboard.path("title").asText())
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @TestFactory
    Stream<DynamicTest> eachIsWhole() throws Exception {
        Set<String> sources = files.dataSources();
        return files.dashboards().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry, sources)));
    }

    private static void check(Map.Entry<String, JsonNode> entry, Set<String> sources) {
        JsonNode dashboard = entry.getValue();
        assertThat(dashboard.path("schemaVersion").asInt()).isPositive();
        Set<String> variables = new HashSet<>();
        dashboard.at("/templating/list").forEach(variable -> {
            variables.add(variable.path("name").asText());
            requireSource(variable.path("datasource"), sources, "variable");
        });
        Set<Integer> ids = new HashSet<>();
        Set<List<Integer>> taken = new HashSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            String title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(ids.add(panel.path("id").asInt()))
                    .as(title + " has an id of its own")
                    .isTrue();
            requirePlace(panel.path("gridPos"), taken, title);
            if (!panel.path("type").asText().equals("row")) {
                requireQueries(panel, sources, variables, title);
            }
        }
    }

    private static void requireQueries(JsonNode panel, Set<String> sources, Set<String> variables, String title) {
        assertThat(panel.at("/fieldConfig/defaults").has("unit"))
                .as(title + " has a unit")
                .isTrue();
        assertThat(panel.path("targets")).as(title).isNotEmpty();
        Set<String> letters = new HashSet<>();
        for (JsonNode target : panel.path("targets")) {
            requireSource(target.path("datasource"), sources, title);
            assertThat(letters.add(target.path("refId").asText()))
                    .as(title + " names queries once")
                    .isTrue();
            assertThat(VARIABLE.matcher(target.path("expr").asText())
                            .results()
                            .map(MatchResult::group)
                            .map(name -> name.replaceAll("[${]", "")))
                    .as(title)
                    .isSubsetOf(variables);
        }
    }

    private static void requireSource(JsonNode source, Set<String> sources, String title) {
        assertThat(source.path("type").asText() + " " + source.path("uid").asText())
                .as(title)
                .isIn(sources);
    }

    /** Grafana moves what overlaps, and the rest with it. */
    private static void requirePlace(JsonNode place, Set<List<Integer>> taken, String title) {
        int right = place.path("x").asInt() + place.path("w").asInt();
        int bottom = place.path("y").asInt() + place.path("h").asInt();
        assertThat(right).as(title).isPositive().isLessThanOrEqualTo(COLUMNS);
        for (int x = place.path("x").asInt(); x < right; x++) {
            for (int y = place.path("y").asInt(); y < bottom; y++) {
                assertThat(taken.add(List.of(x, y))).as(title + " overlaps").isTrue();
            }
        }
    }
}

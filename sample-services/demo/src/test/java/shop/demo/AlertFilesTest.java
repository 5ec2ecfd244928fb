package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever is woken by an alert learns from it what is wrong and where to read on. */
class AlertFilesTest {

    private final StackFiles files = new StackFiles(Path.of("../.."));

    @Test
    void everyAlertSaysWhatItMeansAndWhereToReadOn() throws Exception {
        assertThat(files.alerts()).isNotEmpty().allSatisfy(alert -> {
            String name = alert.path("alert").asText();
            JsonNode annotations = alert.path("annotations");
            assertThat(alert.at("/labels/severity").asText()).as(name).isIn("critical", "warning", "none");
            assertThat(annotations.path("summary").asText()).as(name).isNotBlank();
            assertThat(annotations.path("description").asText()).as(name).isNotBlank();
            assertThat(annotations.path("runbook_url").asText())
                    .isEqualTo("docs/runbooks.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(files.runbooks()).contains("\n### " + name + "\n");
        });
    }

    /** Watchdog fires always. */
    @Test
    void unitTestsShowEachAlertFiringAndNotFiring() throws Exception {
        List<JsonNode> questions = files.alertTests();
        assertThat(files.alerts()).allSatisfy(alert -> {
            String name = alert.path("alert").asText();
            String firing = "ALERTS{alertname=\"" + name + "\",alertstate=\"firing\"}";
            Set<Boolean> fires = questions.stream()
                    .filter(question -> question.path("expr").asText().contains(firing))
                    .map(question -> !question.path("exp_samples").isEmpty())
                    .collect(Collectors.toSet());
            assertThat(fires)
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(name.equals("Watchdog") ? Set.of(true) : Set.of(true, false));
        });
    }
}

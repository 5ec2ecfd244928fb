package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
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

    @Test
    void everyAlertHasAUnitTest() throws Exception {
        String tests = files.alertTests();
        assertThat(files.alerts())
                .allSatisfy(alert -> assertThat(tests)
                        .contains("ALERTS{alertname=\"" + alert.path("alert").asText() + "\",alertstate=\"firing\"}"));
    }
}

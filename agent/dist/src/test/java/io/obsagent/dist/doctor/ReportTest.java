package io.obsagent.dist.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Whether something wants to be looked at is read out of reports that another JVM has made. */
class ReportTest {

    private final Report report = new Report("obs-agent 1.0 in \"findings\" : true");

    @Test
    void findingsAreFoundInTextAndJson() throws IOException {
        assertFindings(false);
        Report.Section section = report.section("agent", "what", "is", "findings");
        section.row("\"findings\" : true", "  ! ", "true").details.add("  ! not a finding");
        assertFindings(false);
        section.finding("state", "stands still");
        assertFindings(true);
    }

    private void assertFindings(boolean expected) throws IOException {
        assertThat(report.hasFindings()).isEqualTo(expected);
        assertThat(TextReport.hasFindings(TextReport.of(report))).isEqualTo(expected);
        assertThat(JsonReport.hasFindings(JsonReport.of(report))).isEqualTo(expected);
        String compact = JsonReport.of(report).replace(" : ", ":").replace("\n", "");
        assertThat(JsonReport.hasFindings(compact)).isEqualTo(expected);
    }

    @Test
    void whatIsNoReportIsTold() {
        for (String text : new String[] {"", "[]", "{}", "{\"a\":{\"findings\":true}}", "{\"findings\":1}", "<html>"}) {
            assertThatThrownBy(() -> JsonReport.hasFindings(text)).as(text).isInstanceOf(IOException.class);
        }
    }
}

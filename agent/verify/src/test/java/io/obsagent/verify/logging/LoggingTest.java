package io.obsagent.verify.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;

/** Lines logged within an operation carry its ids, whatever library writes them on whatever thread. */
class LoggingTest {

    @ParameterizedTest
    @LibraryVersions({"logback", "log4j2", "reload4j", "log4j1", "jboss-logmanager"})
    void linesFindTheirTrace(Library library) {
        ForkedApp.Builder app = LoggingRun.app(library).env("OBS_INSTRUMENTATION_LOGGING_MDC_GET", "true");
        if (library.key().startsWith("jboss")) {
            app.jvmOptions("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        }
        try (AppRun run = AppRun.withAgent(app)) {
            Map<String, ReceivedSpan> spans = LoggingRun.spansOf(run);
            ReceivedSpan asked = spans.get("asked");

            for (String appender : List.of("pattern", "async")) {
                assertThat(run.output())
                        .filteredOn(line -> line.startsWith(appender))
                        .hasSize(8)
                        .startsWith(
                                appender + "|INFO|outside|||||",
                                appender + "|INFO|plain|" + ids(spans.get("plain")) + "||",
                                appender + "|WARN|fields of anna|" + ids(spans.get("fields")) + "|anna|",
                                appender + "|INFO|cleared|" + ids(spans.get("cleared")) + "||",
                                appender + "|INFO|own|mine|" + spans.get("own").spanId() + "|01||",
                                appender + "|ERROR|error|" + ids(spans.get("error")) + "||",
                                appender + "|INFO|asked " + asked.traceId() + " " + asked.spanId() + " null|"
                                        + ids(asked) + "||")
                        .last()
                        .asString()
                        .matches(appender + "\\|INFO\\|outside again, MDC (null|\\{\\})\\|\\|\\|\\|\\|");
            }
            PrometheusScrape scrape = run.scrape();
            assertThat(scrape.sum("log_events_total", "level", "info")).isEqualTo(6);
            assertThat(scrape.sum("log_events_total", "level", "warn")).isEqualTo(1);
            assertThat(scrape.sum("log_events_total", "level", "error")).isEqualTo(1);
            assertThat(scrape.labelValues("log_events_total", "level"))
                    .containsExactlyInAnyOrder("info", "warn", "error");
            run.assertNothingLeft();
        }
    }

    private static String ids(ReceivedSpan span) {
        return span.traceId() + "|" + span.spanId() + "|01";
    }
}

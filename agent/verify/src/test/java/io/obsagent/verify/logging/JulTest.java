package io.obsagent.verify.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.JdkPart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** java.util.logging, which has no MDC: ids at the end of messages or in JSON, where they are asked for. */
@JdkPart("java.util.logging")
class JulTest {

    @TempDir
    Path directory;

    @Test
    void linesStayAsTheyAreAndAreCounted() throws Exception {
        List<String> without = AppRun.outputWithoutAgent(app());
        try (AppRun run = AppRun.withAgent(app())) {
            run.takeAll(2);
            assertThat(withoutTimes(run.output())).isEqualTo(withoutTimes(without));
            PrometheusScrape scrape = run.scrape();
            // not the line before the driver was there, whose first query waits for the weaving of the JDK's classes
            assertThat(scrape.sum("log_events_total", "level", "info")).isEqualTo(1);
            assertThat(scrape.sum("log_events_total", "level", "warn")).isEqualTo(1);
            assertThat(scrape.sum("log_events_total", "level", "error")).isEqualTo(1);
            assertThat(scrape.sum("log_events_total")).isEqualTo(3);
            run.assertNothingLeft();
        }
    }

    @Test
    void messagesEndWithTheIdsWhereAskedFor() throws Exception {
        try (AppRun run = AppRun.withAgent(app().env("OBS_INSTRUMENTATION_LOGGING_IDS_IN_MESSAGES", "true"))) {
            ReceivedSpan span = run.takeAll(2).get(1);
            String ids = " trace_id=" + span.traceId() + " span_id=" + span.spanId() + " trace_flags=01";
            assertThat(run.output()).contains("INFO: outside", "INFO: within arguments" + ids, "SEVERE: failed" + ids);
            assertThat(Files.readAllLines(directory.resolve("log"))).contains("INFO: outside", "WARNING: last" + ids);
            run.assertNothingLeft();
        }
    }

    @Test
    void linesBecomeJsonButNotThoseOfSockets() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                AppRun run = AppRun.withAgent(
                        app().jvmOptions("-Dlog.port=" + server.getLocalPort()).env("OBS_LOGS_FORMAT", "json"));
                Socket socket = server.accept()) {
            ReceivedSpan span = run.takeAll(2).get(1);
            List<String> lines =
                    run.output().stream().filter(line -> !line.equals("done")).toList();
            assertThat(Files.readAllLines(directory.resolve("log"))).hasSize(4);
            assertThat(lines).hasSize(4);
            JsonNode outside = LogFormatTest.parse(lines.get(0));
            assertThat(outside.path("message").asText()).isEqualTo("outside");
            assertThat(outside.has("trace_id")).isFalse();
            JsonNode within = LogFormatTest.parse(lines.get(1));
            assertThat(within.path("message").asText()).isEqualTo("within arguments");
            assertThat(within.path("trace_id").asText()).isEqualTo(span.traceId());
            assertThat(within.path("thread").asText()).isEqualTo("main");
            JsonNode failed = LogFormatTest.parse(lines.get(2));
            assertThat(failed.path("level").asText()).isEqualTo("SEVERE");
            assertThat(failed.path("exception.stacktrace").asText())
                    .startsWith("java.lang.IllegalStateException: broken");
            JsonNode last = LogFormatTest.parse(
                    Files.readAllLines(directory.resolve("log")).get(3));
            assertThat(last.path("span_id").asText()).isEqualTo(span.spanId());
            run.assertNothingLeft();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("INFO: within arguments")
                    .doesNotContain("{");
        }
    }

    private ForkedApp.Builder app() {
        return AppRun.app("logging", "io.obsagent.verify.apps.logging.JulLogging")
                .jvmOptions("-Dlog.file=" + directory.resolve("log"), "-Duser.language=en");
    }

    private static List<String> withoutTimes(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.matches(".*\\d:\\d\\d:\\d\\d.*"))
                .toList();
    }
}

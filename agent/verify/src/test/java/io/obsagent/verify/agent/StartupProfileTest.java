package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of what the start costs, and that nobody pays for it who does not want it. */
class StartupProfileTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Path JAR = Path.of(System.getProperty("obsagent.jar"));
    private static final String LINE = "start-up profile:";

    @Test
    void writesOneAlignedTable() {
        List<String> lines = run(app().agent(JAR).env("OBS_LOG_STARTUP_PROFILE", "true"));

        List<String> table = lines.stream().filter(line -> line.contains(LINE)).toList();
        assertThat(table.get(0)).containsSubsequence("phase", "thread", "wall ms", "CPU ms", "classes");
        assertThat(table).extracting(String::length).containsOnly(table.get(0).length());
        assertThat(phases(table))
                .containsExactly(
                        "open the jar",
                        "read the weaving plan",
                        "define the dispatcher",
                        "place the class gate",
                        "start a thread",
                        "read the configuration",
                        "open /metrics, make the telemetry",
                        "place the last flush, say so",
                        "leave N classes as they are",
                        "weave N classes");
    }

    @Test
    void aFileIsReadTooLateForTheFirstPhases(@TempDir Path directory) throws Exception {
        Path yaml = directory.resolve("obs.yaml");
        Files.writeString(yaml, "log:\n  startup-profile: true\n");

        List<String> lines = run(app().agent(JAR, yaml));

        assertThat(phases(lines.stream().filter(line -> line.contains(LINE)).toList()))
                .startsWith("all before this setting was read", "open /metrics, make the telemetry");
    }

    @Test
    void loadsNothingUnlessWanted(@TempDir Path directory) {
        ForkedApp.Builder application = app().agent(JAR);
        LoadedClasses loaded = LoadedClasses.of(application, directory);
        try (ForkedApp app = application.start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(loaded.lines())
                    .anyMatch(line -> line.contains("io.obsagent.dist.AgentStart"))
                    .noneMatch(line -> line.contains("StartupProfile") || line.contains("GateTimes"));
            assertThat(app.agentLines()).noneMatch(line -> line.contains(LINE));
        }
    }

    /** The first column of all lines but the first, with N for each number. */
    private static List<String> phases(List<String> table) {
        return table.stream()
                .skip(1)
                .map(line -> line.substring(line.indexOf(LINE) + LINE.length()).strip())
                .map(line -> line.split(" {2,}")[0].replaceAll("\\d+", "N"))
                .toList();
    }

    private static List<String> run(ForkedApp.Builder application) {
        try (ForkedApp app = application.start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            return app.agentLines();
        }
    }

    private static ForkedApp.Builder app() {
        return AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.NetworkDefaults", Libraries.newest("h2"))
                .env("OBS_SERVER_PORT", "0")
                .env("OBS_EXPORTER_PROTOCOL", "none");
    }
}

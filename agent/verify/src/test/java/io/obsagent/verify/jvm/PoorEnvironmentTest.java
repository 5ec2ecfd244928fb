package io.obsagent.verify.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ForkedApp.Stream;
import io.obsagent.testkit.FreePort;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.verify.AppRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a container leaves a service: one processor, little memory, no disk to write, a user without a name or a home. */
class PoorEnvironmentTest {

    private static final int REQUESTS = 300;
    private static final String USER = "54321";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void littleMemoryAndOneProcessorAreEnough() throws Exception {
        try (AppRun run = AppRun.withAgent(small(ServiceContract.onClassPath()))) {
            run.awaitAgent();
            ServiceContract.load(run.output(), REQUESTS);
            assertServed(run.agentUrl());
            run.takeAll(2 + 4 * REQUESTS);
            run.assertNothingLeft();
        }
    }

    /** The collector is away, and what it does not take can wait in memory only. */
    @Test
    void anyUserAndAReadOnlyDiskAreEnough() throws Exception {
        assumeTrue(
                System.getProperty("obsagent.java") == null,
                "the Java under test is a script that enters a root directory, which is for root alone");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path java = Files.writeString(directory.resolve("java"), script());
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        assumeTrue(works(java), "root alone may run Java as another user without a writable disk, and not everywhere");
        Path agent = Files.copy(Path.of(System.getProperty("obsagent.jar")), directory.resolve("obs-agent.jar"));
        ForkedApp.Builder service = small(ForkedApp.builder()
                .java(java)
                .classPath(ServiceJar.plain(directory).toString())
                .mainClass(ServiceContract.MAIN));
        for (Path library : ServiceJar.libraries()) {
            Path copy = directory.resolve(library.getFileName());
            service.classPath(Files.copy(library, copy).toString());
        }
        int metrics = FreePort.next();
        String nobody = "http://127.0.0.1:" + FreePort.next();

        try (ForkedApp app = service.agent(agent)
                .env("OBS_SERVER_PORT", Integer.toString(metrics))
                .env("OBS_EXPORTER_ENDPOINT", nobody)
                .env("OBS_EXPORTER_SPOOL_ENABLED", "true")
                .start()) {
            app.awaitLine("done"::equals, TIMEOUT);
            ServiceContract.load(app.lines(Stream.STDOUT), REQUESTS);
            app.awaitLine(line -> line.contains("cannot wait on disk"), TIMEOUT);
            assertServed("http://127.0.0.1:" + metrics);
            assertThat(app.agentLines())
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains(nobody, "Read-only file system", "OBS-042");
            assertThat(app.lines(Stream.STDERR)).hasSize(2);
        }
    }

    /** Runs Java as a user that no file knows, without variables that tell of one, where no disk can be written. */
    private static String script() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return "#!/bin/sh\nexec unshare --mount sh -c 'mount -o remount,bind,ro / && exec setpriv --reuid=" + USER
                + " --regid=" + USER + " --clear-groups env -u HOME -u USER -u LOGNAME " + java
                + " \"$@\"' java \"$@\"\n";
    }

    private static boolean works(Path java) throws Exception {
        try {
            Process version = new ProcessBuilder(java.toString(), "-version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor(60, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (IOException notHere) {
            return false;
        }
    }

    private static void assertServed(String agent) {
        PrometheusScrape scrape = PrometheusScrape.fetch(agent + "/metrics", PrometheusScrape.TEXT);
        assertThat(scrape.sum("http_server_request_duration_seconds_count")).isEqualTo(2 * REQUESTS);
        assertThat(scrape.sum("jvm_cpu_count")).isEqualTo(1);
        assertThat(scrape.sum("obs_agent_hook_errors_total")).isZero();
    }

    private static ForkedApp.Builder small(ForkedApp.Builder service) {
        return service.jvmOptions("-Xmx128m", "-XX:ActiveProcessorCount=1", "-XX:+ExitOnOutOfMemoryError");
    }
}

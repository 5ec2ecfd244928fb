package io.obsagent.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obsagent.testkit.ForkedApp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares what the agent adds in classes loaded and bytes allocated, which hardly vary, with the limits in {@code
 * cost-limits.properties}. Who makes the agent cheaper lowers them; who must raise one says why in the commit.
 */
class CostGuardTest {

    private static final Path AGENT = Path.of(System.getProperty("obsagent.jar"));
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String H2 = "jdbc:h2:mem:guard";
    private static final Properties LIMITS = new Properties();

    @BeforeAll
    static void readLimits() throws IOException {
        try (InputStream in = CostGuardTest.class.getResourceAsStream("/cost-limits.properties")) {
            LIMITS.load(in);
        }
    }

    @Test
    void aPlainMainLoadsFewClassesOfTheAgent() {
        long without = number(run(false), GuardedMain.CLASSES);
        long with = number(run(true), GuardedMain.CLASSES);

        assertClassesWithin("plain.classes", with - without);
    }

    @Test
    void aQueryAllocatesLittleAndLoadsFewClassesOfTheAgent() {
        ForkedApp without = run(false, H2);
        ForkedApp with = run(true, H2);

        assertWithin("jdbc.bytes-per-query", number(with, GuardedMain.BYTES) - number(without, GuardedMain.BYTES));
        assertClassesWithin("jdbc.classes", number(with, GuardedMain.CLASSES) - number(without, GuardedMain.CLASSES));
    }

    /** Most of the classes are the JDK's own, so that each version of it has its own limit. */
    private static void assertClassesWithin(String key, long added) {
        String ofVersion = key + '.' + Runtime.version().feature();
        assumeTrue(LIMITS.containsKey(ofVersion), "there is no limit " + ofVersion + "; added: " + added);
        assertWithin(ofVersion, added);
    }

    /** Something must have been added too: else the agent was not there. */
    private static void assertWithin(String key, long added) {
        System.out.println(key + "=" + added);
        assertThat(added).as(key).isBetween(1L, Long.parseLong(LIMITS.getProperty(key)));
    }

    private static ForkedApp run(boolean agent, String... args) {
        ForkedApp.Builder app = ForkedApp.builder()
                // without C2, whose escape analysis spares objects or not as its timing has it
                .jvmOptions("-XX:TieredStopAtLevel=1")
                .ownClassPath()
                .mainClass(GuardedMain.class.getName())
                .args(args)
                .env("OBS_SERVER_PORT", "0")
                .env("OBS_EXPORTER_PROTOCOL", "none");
        ForkedApp started = (agent ? app.agent(AGENT) : app).start();
        assertThat(started.awaitExit(TIMEOUT)).isZero();
        return started;
    }

    private static long number(ForkedApp ended, String prefix) {
        return ended.lines(ForkedApp.Stream.STDOUT).stream()
                .filter(line -> line.startsWith(prefix))
                .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
                .findFirst()
                .orElseThrow();
    }
}

package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ForkedApp.Stream;
import io.obsagent.testkit.FreePort;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The agent's memory does not grow with the number of statements, routes and classes: 100,000 statements, all different, on
 * 50,000 tables, 100,000 routes, and 100,000 woven classes, each of a class loader of its own. The collector is absent and the queue full.
 */
@Tag("slow")
class GrowthTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Path JAR = Path.of(System.getProperty("obsagent.jar"));
    private static final int ROUNDS = 10;
    /** The caps are filled in the first round. Of what the others bring less than four bytes each may stay. */
    private static final long GROWTH_KB = 1024;

    private static final long ADDED_KB = 8 * 1024;

    @Test
    void memoryStaysWhereItIsAfterTheFirstRound() {
        List<Round> without = run(application());
        List<Round> with = run(application()
                .agent(JAR)
                .env("OBS_SERVER_PORT", "0")
                .env("OBS_EXPORTER_ENDPOINT", "http://127.0.0.1:" + FreePort.next()));

        Round first = with.get(0);
        Round last = with.get(ROUNDS - 1);
        long growth = last.heapKb() - first.heapKb();
        long growthWithout = without.get(ROUNDS - 1).heapKb() - without.get(0).heapKb();
        long added = last.heapKb() - without.get(ROUNDS - 1).heapKb();
        System.out.println("growth KB=" + growth + " without agent=" + growthWithout + " added KB=" + added);
        assertThat(growth).isLessThan(GROWTH_KB);
        assertThat(added).isBetween(100L, ADDED_KB);
        assertThat(last.classes() - first.classes()).isLessThan(100);
    }

    private record Round(long heapKb, long classes) {
        static Round of(String line) {
            String[] words = line.split(" ");
            return new Round(Long.parseLong(words[1]), Long.parseLong(words[3]));
        }
    }

    private static List<Round> run(ForkedApp.Builder application) {
        try (ForkedApp app = application.start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            return app.lines(Stream.STDOUT).stream()
                    .filter(line -> line.startsWith("heap"))
                    .map(Round::of)
                    .toList();
        }
    }

    private static ForkedApp.Builder application() {
        return AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.Variety", Libraries.newest("h2"))
                .jvmOptions("-Xmx96m", "-XX:+UseSerialGC")
                .args(Integer.toString(ROUNDS), "5000", "10000", "10000");
    }
}

package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ForkedApp.Stream;
import io.obsagent.testkit.FreePort;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scraper reaches /metrics from the JVM's start, whatever the application does, to its end. */
class LifeOfMetricsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Path JAR = Path.of(System.getProperty("obsagent.jar"));

    private final int port = FreePort.next();
    private OtlpSink sink;
    private Neighbour neighbour;

    @TempDir
    private Path directory;

    @BeforeEach
    void startNeighbours() throws Exception {
        sink = OtlpSink.start();
        neighbour = Neighbour.start();
    }

    @AfterEach
    void stop() {
        neighbour.close();
        sink.close();
    }

    @Test
    void answersBeforeMainBeginsAndWhileTheApplicationShutsDown() throws Exception {
        assertThat(isOpen()).isFalse();
        long begin = System.nanoTime();
        try (ForkedApp app = lingering()) {
            while (!isOpen()) {
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
                Thread.sleep(5);
            }
            System.out.println("/metrics was reached " + (System.nanoTime() - begin) / 1_000_000
                    + " ms after the start of the JVM");
            PrometheusScrape first = scrape();
            assertThat(first.family("target_info")).isPresent();
            assertThat(first.sum("jvm_cpu_count")).isPositive();
            assertThat(app.lines(Stream.STDOUT)).doesNotContain("main");

            create("start");
            app.awaitLine("main"::equals, TIMEOUT);
            create("stop");
            app.awaitLine("ending"::equals, TIMEOUT);
            assertThat(scrape().sum("jvm_cpu_count")).isPositive();

            create("end");
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.lines(Stream.STDOUT)).contains("last call 200");
            assertThat(sink.spans())
                    .singleElement()
                    .extracting(ReceivedSpan::name)
                    .isEqualTo("GET");
            assertThat(isOpen()).isFalse();
        }
    }

    private ForkedApp lingering() {
        return AppRun.app("plain", "io.obsagent.verify.apps.plain.Lingering")
                .args(neighbour.url())
                .agent(JAR)
                .env("OBS_EXPORTER_ENDPOINT", sink.httpEndpoint())
                .env("OBS_SERVER_PORT", Integer.toString(port))
                .directory(directory)
                .start();
    }

    private void create(String file) throws Exception {
        Files.createFile(directory.resolve(file));
    }

    private PrometheusScrape scrape() {
        return PrometheusScrape.fetch("http://127.0.0.1:" + port + "/metrics", PrometheusScrape.TEXT);
    }

    private boolean isOpen() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}

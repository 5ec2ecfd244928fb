package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a JVM ends: what had ended is delivered, and so is what was still under way, marked. */
class EndOfJvmTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final int BATCH = 64;
    private static final int CALLS = 2 * BATCH + 20; // the last are less than a batch, and wait for the delay
    private static final String UNFINISHED = "obs_agent.unfinished";

    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private OtlpSink sink;
    private HttpServer neighbour;

    @BeforeEach
    void start() throws IOException {
        sink = OtlpSink.start();
        neighbour = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        neighbour.setExecutor(threads);
        neighbour.createContext("/answered", EndOfJvmTest::answer);
        neighbour.createContext("/unanswered", exchange -> {
            waiting.countDown();
            await(over);
        });
        neighbour.createContext("/await-unanswered", exchange -> {
            await(waiting);
            answer(exchange);
        });
        neighbour.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        neighbour.stop(0);
        threads.shutdown();
        sink.close();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 143 is what the JVM makes of the signal TERM. */
    @ParameterizedTest
    @CsvSource({
        "http/protobuf, exit, 3",
        "http/protobuf, return, 0",
        "http/protobuf, wait, 143",
        "grpc, exit, 3",
        "grpc, wait, 143"
    })
    void allSpansAreDelivered(String protocol, String how, int exitCode) {
        try (ForkedApp app = AppRun.app("plain", "io.obsagent.verify.apps.plain.Ending")
                .args("http://127.0.0.1:" + neighbour.getAddress().getPort() + "/", String.valueOf(CALLS), how)
                .agent(Path.of(System.getProperty("obsagent.jar")))
                .env("OBS_EXPORTER_PROTOCOL", protocol)
                .env("OBS_EXPORTER_ENDPOINT", protocol.equals("grpc") ? sink.grpcEndpoint() : sink.httpEndpoint())
                .env("OBS_EXPORTER_BATCH_SIZE", String.valueOf(BATCH))
                .env("OBS_EXPORTER_SCHEDULE_DELAY", "1h")
                .env("OBS_SERVER_PORT", "0")
                .start()) {
            app.awaitLine("ending"::equals, TIMEOUT);
            long ending = System.nanoTime();
            assertThat(how.equals("wait") ? app.stop(TIMEOUT) : app.awaitExit(TIMEOUT))
                    .isEqualTo(exitCode);
            assertThat(Duration.ofNanos(System.nanoTime() - ending)).isLessThan(BOUND);
            assertThat(app.agentLines()).hasSize(1);
        }
        assertThat(sink.spans()).extracting(ReceivedSpan::spanId).doesNotHaveDuplicates();
        List<ReceivedSpan> unfinished = sink.spans().stream()
                .filter(span -> span.attributes().containsKey(UNFINISHED))
                .sorted((one, other) -> Long.compare(one.startNanos(), other.startNanos()))
                .toList();
        assertThat(sink.spans()).hasSize(CALLS + 1 + unfinished.size());
        assertCutOff(unfinished);
    }

    /** The call of the own server, what is served, and the call of the neighbour within. */
    private static void assertCutOff(List<ReceivedSpan> spans) {
        assertThat(spans).extracting(ReceivedSpan::kind).containsExactly(Kind.CLIENT, Kind.SERVER, Kind.CLIENT);
        for (ReceivedSpan span : spans) {
            assertThat(span.attributes()).containsEntry(UNFINISHED, true).doesNotContainKey("error.type");
            assertThat(span.attributes()).doesNotContainKey("http.response.status_code");
            assertThat(span.events()).isEmpty();
            assertThat(span.endNanos()).isGreaterThan(span.startNanos());
        }
        assertThat(spans.get(1).parentSpanId()).isEqualTo(spans.get(0).spanId());
        assertThat(spans.get(2).parentSpanId()).isEqualTo(spans.get(1).spanId());
    }
}

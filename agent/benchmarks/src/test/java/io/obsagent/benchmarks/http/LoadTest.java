package io.obsagent.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final int STALL_MILLIS = 300;

    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            int number = requests.incrementAndGet();
            if (number % 10 == 0) {
                exchange.getResponseHeaders().set("Connection", "close");
            }
            if (exchange.getRequestURI().getPath().equals("/stall") && number == 1) {
                try {
                    Thread.sleep(STALL_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/missing") ? 404 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void makesAsManyRequestsAsAskedForThoughTheServerClosesConnections() throws IOException {
        load().asFastAsPossible("/", 101);

        assertThat(requests).hasValue(101);
    }

    @Test
    void keepsTheRate() throws IOException {
        long begin = System.nanoTime();

        load().atFixedRate("/", 200, 60);

        assertThat(requests).hasValue(60);
        assertThat((System.nanoTime() - begin) / 1e9).isGreaterThan(59 / 200.0);
    }

    /** One answer comes late, and with it all requests that were due on its connection meanwhile. */
    @Test
    void chargesTheServiceForAllRequestsThatHadToWait() throws IOException {
        Latencies latencies = load().atFixedRate("/stall", 200, 100);

        assertThat(latencies.percentileMillis(1)).isGreaterThanOrEqualTo(STALL_MILLIS);
        assertThat(latencies.percentileMillis(0.95)).isGreaterThan(STALL_MILLIS / 2.0);
    }

    @Test
    void failsAtAnyOtherAnswer() {
        assertThatThrownBy(() -> load().asFastAsPossible("/missing", 1)).hasMessageContaining("/missing is not 200");
    }

    private Load load() {
        return new Load(server.getAddress().getPort());
    }
}

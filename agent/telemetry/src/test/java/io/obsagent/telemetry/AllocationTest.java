package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.obsagent.api.DbRequest;
import io.obsagent.api.HttpRequest;
import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Db;
import io.obsagent.telemetry.Requests.Http;
import io.obsagent.testkit.OtlpSink;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bytes that threads allocate: the application's per operation, the exporter's per span. Limits have some room for other JVMs. */
class AllocationTest {

    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 20_000;
    private static final int SPANS = 4_000;

    private static double perRound(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < ROUNDS; i++) {
            work.run();
        }
        return (threads.getThreadAllocatedBytes(id) - before) / (double) ROUNDS;
    }

    @Test
    void anOperationAllocatesLittle() {
        try (OtlpSink sink = OtlpSink.start();
                ObsTelemetry telemetry = ObsTelemetry.start(
                        AgentConfig.with("exporter.endpoint", sink.httpEndpoint(), "server.enabled", "false"))) {
            HttpRequest incoming = Http.get("/cart/7")
                    .with("GET", null, Map.of("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
                    .view();
            DbRequest select = Db.sql("SELECT * FROM orders WHERE id = ?").view();

            double server = perRound(() -> {
                Operation operation = telemetry.serveHttp(incoming);
                Scope scope = operation.activate();
                scope.close();
                operation.route("/cart/{user}").status(200).responseBytes(100).end(null);
            });
            double query = perRound(() -> {
                Operation operation = telemetry.query(select);
                Scope scope = operation.activate();
                scope.close();
                operation.end(null);
            });
            double logged = perRound(() -> telemetry.logged("INFO", "shop.Cart"));
            System.out.printf(
                    "bytes per operation: HTTP server %.0f, query %.0f, log event %.0f%n", server, query, logged);
            assertThat(server).isLessThan(240);
            assertThat(query).isLessThan(200);
            assertThat(logged).isLessThan(1);
        }
    }

    @Test
    void anExportedSpanAllocatesLittle() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (OtlpSink sink = OtlpSink.start();
                ObsTelemetry telemetry = ObsTelemetry.start(AgentConfig.with(
                        "exporter.endpoint",
                        sink.httpEndpoint(),
                        "server.enabled",
                        "false",
                        "exporter.queue-size",
                        Integer.toString(SPANS),
                        "exporter.spool.enabled",
                        "false"))) {
            HttpRequest incoming = Http.get("/cart/7").view();
            DbRequest select = Db.sql("SELECT * FROM orders WHERE id = ?").view();
            long exporter = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("obs-agent-export"))
                    .findFirst()
                    .orElseThrow()
                    .getId();
            long before = 0;
            for (int round = 0; round < 8; round++) {
                before = threads.getThreadAllocatedBytes(exporter);
                for (int i = 0; i < SPANS / 2; i++) {
                    Operation server = telemetry.serveHttp(incoming);
                    try (Scope scope = server.activate()) {
                        telemetry.query(select).end(null);
                    }
                    server.route("/cart/{user}").status(200).end(null);
                }
                assertThat(telemetry.flush()).isTrue();
            }
            double span = (threads.getThreadAllocatedBytes(exporter) - before) / (double) SPANS;
            System.out.printf("bytes per exported span: %.0f%n", span);
            assertThat(sink.spans()).hasSize(8 * SPANS);
            assertThat(span).isLessThan(270);
        }
    }
}

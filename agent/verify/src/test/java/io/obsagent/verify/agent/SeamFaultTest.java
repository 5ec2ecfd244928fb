package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.TestedJava;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Interceptors, listeners, callbacks and futures of the agent stand between a library and the application, outside of the
 * engine's barrier. What the application throws there goes where it goes without the agent, and each operation ends.
 */
class SeamFaultTest {

    @Test
    void listenersOfGrpcCalls() {
        try (AppRun run = assertUnchanged(
                AppRun.app("grpc", "io.obsagent.verify.apps.grpc.FaultyCalls", Libraries.newest("grpc-inprocess")))) {
            run.take(Kind.CLIENT, "verify.Echo/Unary", 25);
            run.take(Kind.SERVER, "verify.Echo/Unary", run.spans().size() - 25);
        }
    }

    @Test
    void callbacksAndRecordsOfKafkaProducers() {
        TestedJava.assumeAtLeast(11, "kafka-clients 4");
        try (AppRun run = assertUnchanged(AppRun.app("faults", "io.obsagent.verify.apps.faults.FaultySends"))) {
            assertThat(run.spans()).allMatch(span -> span.name().equals("send faulty"));
        }
    }

    @Test
    void responsesOfHttpClients() throws Exception {
        TestedJava.assumeAtLeast(11, "java.net.http");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try (AppRun run =
                assertUnchanged(AppRun.app("http-client", "io.obsagent.verify.apps.httpclient.FaultyResponses")
                        .args("http://127.0.0.1:" + server.getAddress().getPort() + "/"))) {
            run.take(Kind.CLIENT, "GET", 10);
        } finally {
            server.stop(0);
        }
    }

    private static AppRun assertUnchanged(ForkedApp.Builder app) {
        List<String> plain = AppRun.outputWithoutAgent(app);
        AppRun run = AppRun.withAgent(app);
        try {
            assertThat(run.output()).isEqualTo(plain);
            assertThat(run.agentLines()).hasSize(1);
            return run;
        } catch (Throwable failure) {
            run.close();
            throw failure;
        }
    }
}

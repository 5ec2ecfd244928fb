package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ForkedApp.Stream;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.httpclient.TestCertificate;
import io.obsagent.verify.matrix.Libraries;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending spans uses none of what the application has set for its own connections, and leaves nothing there. */
class ExportIsolationTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Path JAR = Path.of(System.getProperty("obsagent.jar"));
    /** Ports on which nobody listens. */
    private static final String[] DEAD_PROXIES = {
        "-Dhttp.proxyHost=127.0.0.1",
        "-Dhttp.proxyPort=1",
        "-Dhttp.nonProxyHosts=",
        "-DsocksProxyHost=127.0.0.1",
        "-DsocksProxyPort=1",
        "-DsocksNonProxyHosts="
    };

    @ParameterizedTest
    @ValueSource(strings = {"http/protobuf", "grpc"})
    void proxiesAreNeitherAskedForNorUsed(String protocol) {
        try (OtlpSink sink = OtlpSink.start()) {
            String endpoint = protocol.equals("grpc") ? sink.grpcEndpoint() : sink.httpEndpoint();
            assertNothingIsAsked(
                    app(endpoint).env("OBS_EXPORTER_PROTOCOL", protocol).args("selector"));
            assertThat(sink.spans()).hasSize(20);
            sink.clear();
            assertNothingIsAsked(
                    app(endpoint).env("OBS_EXPORTER_PROTOCOL", protocol).jvmOptions(DEAD_PROXIES));
            assertThat(sink.spans()).hasSize(20);
        }
    }

    @Test
    void cookiesAndPasswordsStayTheApplications() throws IOException {
        Queue<List<String>> received = new ConcurrentLinkedQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> answer(exchange, received));
        collector.start();
        try {
            assertNothingIsAsked(
                    app("http://127.0.0.1:" + collector.getAddress().getPort()));
            assertThat(received).hasSizeGreaterThan(3).allMatch(List::isEmpty);
        } finally {
            collector.stop(0);
        }
    }

    /** The application's hostname verifier and default context trust anybody; the certificate is for 127.0.0.1 alone. */
    @Test
    void nobodyButTheCollectorIsTrusted(@TempDir Path directory) throws Exception {
        TestCertificate certificate = new TestCertificate(directory);
        Queue<List<String>> received = new ConcurrentLinkedQueue<>();
        HttpsServer collector = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        collector.createContext("/", exchange -> answer(exchange, received));
        collector.start();
        int port = collector.getAddress().getPort();
        String[] trust = {
            "-Djavax.net.ssl.trustStore=" + certificate.store(),
            "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD
        };
        try {
            assertNothingIsAsked(app("https://localhost:" + port).jvmOptions(trust));
            assertThat(received).isEmpty();
            assertNothingIsAsked(app("https://127.0.0.1:" + port).jvmOptions(trust));
            assertThat(received).hasSizeGreaterThan(3).allMatch(List::isEmpty);
        } finally {
            collector.stop(0);
        }
    }

    /** Keeps the secrets of a request; sets a cookie, and wants a password two times of three. */
    private static void answer(HttpExchange exchange, Queue<List<String>> received) throws IOException {
        exchange.getRequestBody().readAllBytes();
        List<String> secrets = exchange.getRequestHeaders().keySet().stream()
                .filter(name -> name.matches("(?i)cookie2?|(proxy-)?authorization"))
                .toList();
        int number = received.size();
        received.add(secrets);
        exchange.getResponseHeaders().set("Set-Cookie", "collector=1");
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"collector\"");
        exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
        exchange.sendResponseHeaders(new int[] {200, 401, 407}[number % 3], -1);
        exchange.close();
    }

    private static void assertNothingIsAsked(ForkedApp.Builder application) {
        try (ForkedApp app = application.start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.lines(Stream.STDOUT)).containsExactly("done");
        }
    }

    private static ForkedApp.Builder app(String endpoint) {
        return AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.NetworkDefaults", Libraries.newest("h2"))
                .agent(JAR)
                .env("OBS_SERVER_PORT", "0")
                .env("OBS_EXPORTER_ENDPOINT", endpoint)
                .env("OBS_EXPORTER_SCHEDULE_DELAY", "50ms")
                .env("OBS_EXPORTER_BATCH_SIZE", "4");
    }
}

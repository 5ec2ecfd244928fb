package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ConnectProxy;
import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.httpclient.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with certificates of their own on both sides, from files. */
class ExportTlsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private OtlpSink sink;
    private Neighbour neighbour;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        sink = OtlpSink.start();
        neighbour = Neighbour.start();
    }

    @AfterEach
    void stop() {
        neighbour.close();
        sink.close();
    }

    private TestCertificate certificate(String name) throws IOException, InterruptedException {
        return new TestCertificate(Files.createDirectory(directory.resolve(name)));
    }

    private ForkedApp.Builder caller(String protocol, TlsFront front, int calls) {
        return AppRun.app("plain", "io.obsagent.verify.apps.plain.Caller")
                .args(neighbour.url(), Integer.toString(calls))
                .agent(Path.of(System.getProperty("obsagent.jar")))
                .env("OBS_EXPORTER_PROTOCOL", protocol)
                .env("OBS_EXPORTER_ENDPOINT", front.endpoint())
                .env("OBS_EXPORTER_TLS_CA_FILE", directory.resolve("ca.pem").toString())
                .env("OBS_EXPORTER_SCHEDULE_DELAY", "100ms")
                .env("OBS_EXPORTER_SPOOL_ENABLED", "true")
                .env("OBS_EXPORTER_SPOOL_DIRECTORY", directory.toString())
                .env("OBS_SERVER_PORT", "0");
    }

    private TlsFront front(String protocol, TestCertificate server, TestCertificate client) throws Exception {
        server.writeCertificate(directory.resolve("ca.pem"));
        String plain = protocol.equals("grpc") ? sink.grpcEndpoint() : sink.httpEndpoint();
        return new TlsFront(server.context(client), URI.create(plain).getPort());
    }

    /** Certificates are renewed in their files. Until the right one is there, nothing is lost and one line told. */
    @ParameterizedTest
    @ValueSource(strings = {"http/protobuf", "grpc"})
    void spansWaitForTheCertificateThatTheCollectorTrusts(String protocol) throws Exception {
        TestCertificate client = certificate("client");
        TestCertificate expired = certificate("expired");
        Path certificate = expired.writeCertificate(directory.resolve("tls.crt"));
        Path key = expired.writeKey(directory.resolve("tls.key"));
        try (TlsFront front = front(protocol, certificate("server"), client);
                ForkedApp app = caller(protocol, front, 40)
                        .env("OBS_EXPORTER_TLS_CERTIFICATE_FILE", certificate.toString())
                        .env("OBS_EXPORTER_TLS_KEY_FILE", key.toString())
                        .start()) {
            app.awaitLine(line -> line.startsWith("call 10 "), TIMEOUT);
            assertThat(sink.spans()).isEmpty();
            client.writeCertificate(certificate);
            client.writeKey(key);
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.agentLines()).hasSize(3).last().asString().contains("takes spans again; 0 were lost so far");
        }
        assertThat(sink.spans()).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http/protobuf", "grpc"})
    void whatIsWrongWithAFileIsTold(String protocol) throws Exception {
        TestCertificate client = certificate("client");
        Path certificate = client.writeCertificate(directory.resolve("tls.crt"));
        Path key = Files.writeString(
                directory.resolve("tls.key"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        try (TlsFront front = front(protocol, certificate("server"), client);
                ForkedApp app = caller(protocol, front, 3)
                        .env("OBS_EXPORTER_TLS_CERTIFICATE_FILE", certificate.toString())
                        .env("OBS_EXPORTER_TLS_KEY_FILE", key.toString())
                        .start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.agentLines())
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("takes no spans (exporter.tls.key-file " + key, "PKCS#8", "spans wait in ");
        }
        assertThat(sink.spans()).isEmpty();
    }

    /** Where it is known to all JVMs which proxy leads out. */
    @ParameterizedTest
    @ValueSource(strings = {"http/protobuf", "grpc"})
    void aProxyLeadsToTheCollector(String protocol) throws Exception {
        TestCertificate client = certificate("client");
        Path certificate = client.writeCertificate(directory.resolve("tls.crt"));
        Path key = client.writeKey(directory.resolve("tls.key"));
        try (TlsFront front = front(protocol, certificate("server"), client);
                ConnectProxy proxy = new ConnectProxy();
                ForkedApp app = caller(protocol, front, 5)
                        .env("OBS_EXPORTER_TLS_CERTIFICATE_FILE", certificate.toString())
                        .env("OBS_EXPORTER_TLS_KEY_FILE", key.toString())
                        .env("OBS_EXPORTER_PROXY", "jvm")
                        .jvmOptions(
                                "-Dhttps.proxyHost=127.0.0.1",
                                "-Dhttps.proxyPort=" + proxy.port(),
                                "-Dhttps.proxyUser=anna",
                                "-Dhttps.proxyPassword=x",
                                "-Dhttp.nonProxyHosts=")
                        .start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.agentLines()).hasSize(1);
            assertThat(proxy.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request)
                            .contains(
                                    "CONNECT 127.0.0.1:" + front.port() + " HTTP/1.1",
                                    "Host: 127.0.0.1:" + front.port(),
                                    "Proxy-Authorization: Basic YW5uYTp4"));
        }
        assertThat(sink.spans()).hasSize(5);
    }
}

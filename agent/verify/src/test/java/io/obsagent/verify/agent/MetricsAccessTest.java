package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.httpclient.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may see /metrics and /doctor, and what protects the way there. */
class MetricsAccessTest {

    private static final String PASSWORD = "pässword:s3cr3t";
    private static final String TOKEN = "t0ken-s3cr3t";

    @TempDir
    private Path directory;

    @Test
    void whoHasLoggedInSeesEverythingByTlsWithCertificatesThatAreRenewed() throws Exception {
        KeyStore first = certificate("first");
        KeyStore second = certificate("second");
        write(first);
        Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        Files.writeString(directory.resolve("token"), TOKEN);
        Path yaml = Files.writeString(directory.resolve("obs.yaml"), """
                server:
                  host: 0.0.0.0
                  tls: {certificate-file: DIR/server.crt, key-file: DIR/server.key}
                  auth: {user: prometheus, password: '${file:DIR/password}', token: '${file:DIR/token}'}
                log: {level: debug}
                """.replace("DIR", directory.toString()));
        try (AppRun run = AppRun.withAgent(patient().env("OBS_CONFIG", yaml.toString()))) {
            run.awaitAgent();
            assertThat(run.agentLines()).anyMatch(line -> line.contains("/metrics on https://0.0.0.0:"));
            String basic = basic("prometheus:" + PASSWORD);
            assertThat(get(run, first, "/metrics", basic))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("jvm_memory_used_bytes");
            assertThat(get(run, first, "/metrics", "bearer " + TOKEN)).startsWith("HTTP/1.1 200 ");
            assertThat(get(run, first, "/doctor", basic))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("server.auth.password");
            for (String wrong : new String[] {
                null,
                "",
                "Basic",
                "Basic %%%",
                basic("prometheus:"),
                basic("prometheus:" + PASSWORD + "x"),
                basic("prometheus:null"),
                basic("other:" + PASSWORD),
                "Bearer",
                "Bearer " + TOKEN.substring(1),
                "Bearer prometheus:" + PASSWORD,
                "Digest " + TOKEN
            }) {
                for (String path : List.of("/", "/metrics", "/doctor", "/other")) {
                    assertThat(get(run, first, path, wrong))
                            .as(path + " with " + wrong)
                            .startsWith("HTTP/1.1 401 ")
                            .contains("\r\nWWW-Authenticate: Basic realm=", "\r\nWWW-Authenticate: Bearer realm=")
                            .endsWith("\r\n\r\nlog in first\n");
                }
            }
            assertThat(get(run, null, "/metrics", basic)).as("without TLS").doesNotContain("200", "401");

            AgentCommand told = AgentCommand.run("doctor", Long.toString(run.pid()));
            assertThat(told.out()).anyMatch(line -> line.matches(" +server\\.auth\\.token +\\(hidden\\) +.*line 4"));
            assertThat(told.text() + run.agentLines() + get(run, first, "/doctor", basic))
                    .doesNotContain(PASSWORD, TOKEN);

            write(second);
            assertThat(get(run, second, "/metrics", basic)).as("renewed").startsWith("HTTP/1.1 200 ");
            Files.writeString(directory.resolve("server.key"), "not a key");
            touch();
            assertThat(get(run, second, "/metrics", basic)).startsWith("HTTP/1.1 200 ");
            assertThat(run.agentLines())
                    .anyMatch(line -> line.contains("server.tls.key-file " + directory + "/server.key has no EC key")
                            && line.contains("the certificate before"));
        }
    }

    @Test
    void theDoctorsCommandLogsIn() {
        try (AppRun run = AppRun.withAgent(patient()
                .env("OBS_SERVER_AUTH_USER", "prometheus")
                .env("OBS_SERVER_AUTH_PASSWORD", PASSWORD)
                .env("OBS_SERVER_AUTH_TOKEN", TOKEN))) {
            run.awaitAgent();
            AgentCommand refused = AgentCommand.run("doctor", run.agentUrl());
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).singleElement().asString().contains("answers 401: log in first");
            for (Map<String, String> login : List.of(
                    Map.of("OBS_SERVER_AUTH_TOKEN", TOKEN),
                    Map.of("OBS_SERVER_AUTH_USER", "prometheus", "OBS_SERVER_AUTH_PASSWORD", PASSWORD))) {
                AgentCommand told = AgentCommand.run(login, "doctor", run.agentUrl());
                assertThat(told.out()).as(told.toString()).contains("instrumentations");
                assertThat(told.toString()).doesNotContain(PASSWORD, TOKEN);
            }
        }
    }

    @Test
    void clientsThatAreSlowInTheHandshakeKeepNobodyOut() throws Exception {
        KeyStore certificate = certificate("slow");
        write(certificate);
        List<Socket> slow = new ArrayList<>();
        try (AppRun run = AppRun.withAgent(patient()
                .env("OBS_SERVER_TLS_CERTIFICATE_FILE", directory + "/server.crt")
                .env("OBS_SERVER_TLS_KEY_FILE", directory + "/server.key"))) {
            run.awaitAgent();
            for (int i = 0; i < 8; i++) {
                slow.add(new Socket(InetAddress.getLoopbackAddress(), port(run)));
            }
            long begin = System.nanoTime();
            String answer = "";
            while (!answer.startsWith("HTTP/1.1 200 ") && System.nanoTime() - begin < 30_000_000_000L) {
                Thread.sleep(500);
                answer = get(run, certificate, "/metrics", null);
            }
            assertThat(answer).startsWith("HTTP/1.1 200 ");
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
    }

    /** A secret that is not there must not open what it was to close. */
    @Test
    void whatIsProtectedInHalfIsNotServed() throws Exception {
        Files.writeString(directory.resolve("empty"), "\n");
        String file = directory + "/empty";
        assertNotServed(
                "{auth: {token: '${file:" + file + "}'}}",
                "server.auth.token is there without a value; give it one, or remove it");
        assertNotServed("{auth: {user: a}}", "server.auth.user is set without server.auth.password; set both");
        assertNotServed(
                "{tls: {certificate-file: " + file + ", key-file: " + file + "}}",
                "server.tls.certificate-file " + file + " has no certificate as PEM");
        assertNotServed(
                "{tls: {certificate-file: /none, key-file: /none}}",
                "server.tls.certificate-file /none cannot be read (NoSuchFileException)");
    }

    private void assertNotServed(String server, String why) throws Exception {
        Path yaml = Files.writeString(directory.resolve("half.yaml"), "server: " + server);
        try (AppRun run = AppRun.withAgent(patient().env("OBS_CONFIG", yaml.toString()))) {
            run.awaitAgent();
            assertThat(run.agentLines())
                    .anyMatch(line -> line.endsWith("/metrics is not served: " + why + " [OBS-032]"))
                    .anyMatch(line -> line.contains("no /metrics"));
            assertThat(get(run, null, "/metrics", null)).isEmpty();
            AgentCommand told = AgentCommand.run("doctor", Long.toString(run.pid()));
            assertThat(told.out()).anyMatch(line -> line.contains("not served") && line.endsWith(why));
        }
    }

    private static ForkedApp.Builder patient() {
        return AppRun.app("plain", "io.obsagent.verify.apps.plain.Patient")
                .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading");
    }

    private KeyStore certificate(String name) throws Exception {
        TestCertificate made = new TestCertificate(Files.createDirectory(directory.resolve(name)));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(made.store())) {
            store.load(in, TestCertificate.PASSWORD.toCharArray());
        }
        return store;
    }

    private void write(KeyStore store) throws GeneralSecurityException, IOException {
        char[] password = TestCertificate.PASSWORD.toCharArray();
        pem("server.crt", "CERTIFICATE", store.getCertificate("server").getEncoded());
        pem("server.key", "PRIVATE KEY", store.getKey("server", password).getEncoded());
        touch();
    }

    private void pem(String file, String what, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(content);
        Files.writeString(
                directory.resolve(file), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    /** Some file systems tell seconds only. */
    private void touch() throws IOException {
        Files.setLastModifiedTime(
                directory.resolve("server.key"),
                FileTime.fromMillis(System.currentTimeMillis() + System.nanoTime() % 10_000_000));
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static int port(AppRun run) {
        return URI.create(run.agentUrl()).getPort();
    }

    /** @param trusted null for a connection without TLS; empty when there is no answer */
    private static String get(AppRun run, KeyStore trusted, String path, String authorization) throws Exception {
        try (Socket socket = connect(port(run), trusted)) {
            socket.setSoTimeout(20_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: metrics.example\r\n"
                    + (authorization == null ? "" : "Authorization: " + authorization + "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.net.SocketException | SSLException refused) {
            return "";
        }
    }

    private static Socket connect(int port, KeyStore trusted) throws GeneralSecurityException, IOException {
        if (trusted == null) {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
            store.setCertificateEntry("server", trusted.getCertificate("server"));
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    }
}

package io.obsagent.telemetry.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsagent.config.AgentConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP as collectors and what stands before them speak it. Each test says what a server answers, connection by connection. */
class HttpSenderTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final List<String> requestLines = new CopyOnWriteArrayList<>();
    private final List<List<String>> requests = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private Sender collector;

    @AfterEach
    void stop() throws IOException {
        collector.close();
        server.close();
    }

    /** @param connections the answers on each; a connection is closed after its last */
    private void answer(List<List<String>> connections, String... settings) throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        List<String> all = new ArrayList<>(
                List.of("exporter.endpoint", "http://127.0.0.1:" + server.getLocalPort(), "exporter.timeout", "2s"));
        for (String setting : settings) {
            all.add(setting.replace("PORT", "" + server.getLocalPort()));
        }
        collector = Sender.of(AgentConfig.with(all.toArray(new String[0])).exporter);
        Thread thread = new Thread(() -> {
            for (List<String> answers : connections) {
                try (Socket socket = server.accept()) {
                    serve(socket, answers);
                } catch (IOException e) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket, List<String> answers) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        for (String answer : answers) {
            List<String> head = new ArrayList<>();
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.add(line);
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring(16));
                }
            }
            if (head.isEmpty()) {
                return;
            }
            in.skip(length);
            requests.add(head);
            requestLines.add(head.get(0));
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private Delivery send() {
        return collector.send(new Batch(0, 0, new Batch.Buffer()));
    }

    @Test
    void keepsTheConnection() throws IOException {
        answer(List.of(List.of(OK, OK, OK)));

        assertThat(send().problem).isNull();
        assertThat(send().problem).isNull();
        assertThat(send().problem).isNull();
        assertThat(requestLines).hasSize(3).containsOnly("POST /v1/traces HTTP/1.1");
    }

    @Test
    void takesANewConnectionWhenTheCollectorHasClosedTheIdleOne() throws Exception {
        answer(List.of(List.of(OK), List.of(OK)));

        assertThat(send().problem).isNull();
        Thread.sleep(50);
        assertThat(send().problem).isNull();
        assertThat(requestLines).hasSize(2);
    }

    @Test
    void doesNotKeepWhatTheCollectorWantsToClose() throws IOException {
        String closing = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
        answer(List.of(List.of(closing), List.of("HTTP/1.0 200 OK\r\n\r\n"), List.of(OK)));

        assertThat(send().problem).isNull();
        assertThat(send().problem).isNull();
        assertThat(send().problem).isNull();
        assertThat(requestLines).hasSize(3);
    }

    @Test
    void readsChunksAndPassesOverInterimAnswers() throws IOException {
        // partial_success { rejected_spans: 2 }
        String partial = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;extension\r\n\n\2\10\r\n1\r\n\2\r\n0\r\nTrailer: x\r\n\r\n";
        answer(List.of(List.of(partial, OK)));

        assertThat(send().rejectedSpans).isEqualTo(2);
        assertThat(send().rejectedSpans).isZero();
        assertThat(requestLines).hasSize(2);
    }

    @Test
    void cutsALongAnswerOff() throws IOException {
        String endless = "HTTP/1.1 400 Bad\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(70_000);
        answer(List.of(List.of(endless), List.of(OK)));

        assertThat(send().problem).isEqualTo("HTTP status 400");
        assertThat(send().problem).isNull();
    }

    @Test
    void tellsWhatIsNotHttp() throws IOException {
        answer(List.of(List.of("SSH-2.0-OpenSSH_9.2\r\n"), List.of(OK)));

        Delivery delivery = send();
        assertThat(delivery.problem).isEqualTo("not an answer of HTTP/1.1");
        assertThat(delivery.retryable).isTrue();
        assertThat(send().problem).isNull();
    }

    @Test
    void waitsNoLongerThanToldForAnAnswerThatTrickles() throws IOException {
        answer(List.of(List.of("HTTP/1.1 200 OK\r\n", OK)), "exporter.timeout", "200ms");

        long before = System.nanoTime();
        assertThat(send().retryable).isTrue();
        assertThat(System.nanoTime() - before).isBetween(150_000_000L, 1_500_000_000L);
    }

    @Test
    void retriesWhenTheCollectorSays() throws IOException {
        answer(List.of(List.of("HTTP/1.1 503 Busy\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n")));

        Delivery delivery = send();
        assertThat(delivery.retryable).isTrue();
        assertThat(delivery.retryAfterMillis).isEqualTo(7_000);
    }

    @Test
    void retriesAtTheTimeThatTheCollectorNames() throws IOException {
        String inAMinute = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(1));
        answer(List.of(List.of(
                "HTTP/1.1 429 Busy\r\nRetry-After: " + inAMinute + "\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 429 Busy\r\nRetry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 429 Busy\r\nRetry-After: later\r\nContent-Length: 0\r\n\r\n")));

        assertThat(send().retryAfterMillis).isBetween(30_000L, 60_000L);
        assertThat(send().retryAfterMillis).isZero();
        assertThat(send().retryAfterMillis).isEqualTo(-1);
    }

    @Test
    void sendsHeadersWhole() throws IOException {
        answer(List.of(List.of(OK)), "exporter.headers", "authorization=Bearer x\ny");

        send();
        assertThat(requests.get(0))
                .contains("Host: 127.0.0.1:" + server.getLocalPort(), "authorization: Bearer x y")
                .contains("Content-Type: application/x-protobuf");
    }

    /** @param read bytes that the answer fills: 1024 are read at once, and what follows it is left in the socket */
    @ParameterizedTest
    @ValueSource(ints = {0, 1024})
    void takesNothingUnaskedForAnAnswer(int read) throws IOException {
        String padding = read == 0 ? "" : "x".repeat(read - OK.length() - "X: \r\n".length());
        String first = OK.replace("Content", "X: " + padding + "\r\nContent");
        answer(List.of(List.of(first + "HTTP/1.1 408 Request Timeout\r\n\r\n"), List.of(OK)));

        assertThat(send().problem).isNull();
        assertThat(send().problem).isNull();
        assertThat(requestLines).hasSize(2);
    }

    @Test
    void leavesAConnectionWithHalfARequest() throws IOException {
        answer(List.of(List.of(OK, "HTTP/1.1 400 Two requests in one\r\n\r\n"), List.of(OK)));
        OutOfMemoryError noMemory = new OutOfMemoryError("from the test");

        assertThat(send().problem).isNull();
        assertThatThrownBy(() -> collector.send(new Batch(0, 0, new FailingBuffer(noMemory))))
                .isSameAs(noMemory);
        assertThat(send().problem).isNull();
    }

    @Test
    void waitsNoLongerThanToldForAHandshakeThatTrickles() throws Exception {
        greet(socket -> {
            OutputStream out = socket.getOutputStream();
            out.write(new byte[] {22, 3, 3, 64, 0}); // a record of a handshake, 16 KB long
            for (int i = 0; i < 100; i++) {
                out.write(0);
                Thread.sleep(50);
            }
        });
        collector = tls("exporter.timeout", "200ms");

        long before = System.nanoTime();
        assertThat(send().retryable).isTrue();
        assertThat(System.nanoTime() - before).isBetween(150_000_000L, 1_500_000_000L);
    }

    @Test
    void isAbortedInAHandshake() throws Exception {
        CompletableFuture<Void> accepted = new CompletableFuture<>();
        greet(socket -> {
            accepted.complete(null);
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
        collector = tls("exporter.timeout", "60s");

        CompletableFuture<Delivery> sending = CompletableFuture.supplyAsync(this::send);
        accepted.get(10, TimeUnit.SECONDS);
        collector.close();
        assertThat(sending.get(10, TimeUnit.SECONDS).problem).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ca-file, absent, , , exporter.tls.ca-file DIR/absent cannot be read",
        "ca-file, empty, , , exporter.tls.ca-file DIR/empty has no certificates as PEM",
        "certificate-file, empty, , , exporter.tls.key-file is not set",
        "key-file, empty, , , exporter.tls.certificate-file is not set",
        "certificate-file, empty, key-file, absent, exporter.tls.key-file DIR/absent cannot be read",
        "certificate-file, empty, key-file, empty, exporter.tls.certificate-file DIR/empty has no certificate as PEM"
    })
    void tellsWhichFileIsUnusable(
            String key, String file, String otherKey, String otherFile, String problem, @TempDir Path directory)
            throws Exception {
        Files.createFile(directory.resolve("empty"));
        greet(socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
        List<String> settings = new ArrayList<>(
                List.of("exporter.tls." + key, directory.resolve(file).toString()));
        if (otherKey != null) {
            settings.addAll(List.of(
                    "exporter.tls." + otherKey, directory.resolve(otherFile).toString()));
        }
        collector = tls(settings.toArray(new String[0]));

        Delivery delivery = send();
        assertThat(delivery.problem).startsWith(problem.replace("DIR", directory.toString()));
        assertThat(delivery.retryable).isTrue();
    }

    @Test
    void goesThroughAProxy() throws IOException {
        answer(
                List.of(List.of("HTTP/1.1 407 Who?\r\nContent-Length: 0\r\n\r\n", OK)),
                "exporter.endpoint",
                "http://collector.invalid:4318",
                "exporter.proxy",
                "http://anna:a%3Ab@127.0.0.1:PORT");

        Delivery delivery = send();
        assertThat(delivery.problem).isEqualTo("HTTP status 407");
        assertThat(delivery.retryable).isTrue();
        assertThat(send().problem).isNull();
        assertThat(requestLines).hasSize(2).containsOnly("POST http://collector.invalid:4318/v1/traces HTTP/1.1");
        assertThat(requests.get(1)).contains("Host: collector.invalid:4318", "Proxy-Authorization: Basic YW5uYTphOmI=");
    }

    @Test
    void tellsAProxyThatMakesNoTunnel() throws IOException {
        answer(
                List.of(
                        List.of("HTTP/1.1 407 Who?\r\nContent-Length: 0\r\n\r\n"),
                        List.of("HTTP/1.1 200 OK\r\n\r\n\1 not TLS")),
                "exporter.endpoint",
                "https://collector.invalid",
                "exporter.proxy",
                "http://127.0.0.1:PORT");

        Delivery delivery = send();
        assertThat(delivery.problem)
                .isEqualTo("proxy 127.0.0.1:" + server.getLocalPort() + " answers with HTTP status 407");
        assertThat(delivery.retryable).isTrue();
        assertThat(send().retryable).isTrue();
        assertThat(requests.get(0))
                .containsExactly("CONNECT collector.invalid:443 HTTP/1.1", "Host: collector.invalid:443");
    }

    @Test
    void aProxyCannotAnswerForTheCollector() throws IOException {
        answer(
                List.of(List.of("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")),
                "exporter.endpoint",
                "https://collector.invalid",
                "exporter.proxy",
                "http://127.0.0.1:PORT");

        Delivery delivery = send();
        assertThat(delivery.problem).contains("sent more than its answer");
        assertThat(delivery.retryable).isTrue();
    }

    /** Lets a server do something on its first connection. */
    private void greet(Greeting greeting) throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                greeting.on(socket);
            } catch (IOException | InterruptedException closedByTheOther) {
                // the test tells
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private Sender tls(String... settings) {
        List<String> all = new ArrayList<>(List.of("exporter.endpoint", "https://127.0.0.1:" + server.getLocalPort()));
        all.addAll(List.of(settings));
        return Sender.of(AgentConfig.with(all.toArray(new String[0])).exporter);
    }

    /** Two bytes, of which the second cannot be written. */
    private static final class FailingBuffer extends Batch.Buffer {

        private final Error failure;

        FailingBuffer(Error failure) {
            this.failure = failure;
            write('a');
            write('b');
        }

        @Override
        void copyTo(OutputStream out) throws IOException {
            out.write('a');
            throw failure;
        }
    }

    private interface Greeting {
        void on(Socket socket) throws IOException, InterruptedException;
    }
}

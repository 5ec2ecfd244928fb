package io.obsagent.verify.servlet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Sends requests to a web application as a caller that has a trace of its own. */
final class WebClient {

    /** The caller's span. */
    static final String PARENT = "00f067aa0ba902b7";

    /** The header by which responses tell the trace, where a test has asked the agent for it. */
    static final String TRACE_HEADER = "x-trace-id";

    /** Headers that differ from request to request. */
    private static final Set<String> VARYING =
            Set.of("date", "last-modified", "etag", "set-cookie", "server-timing", TRACE_HEADER);

    private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":[^,]+,");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 30;

    private final HttpClient http;
    private final int port;

    WebClient(int port) {
        this(port, HttpClient.Version.HTTP_1_1);
    }

    private WebClient(int port, HttpClient.Version version) {
        this.port = port;
        http = HttpClient.newBuilder()
                .version(version)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** A client of the application that has printed {@code port N}. */
    static WebClient of(List<String> output) {
        String line = output.stream()
                .filter(text -> text.startsWith("port "))
                .findFirst()
                .orElseThrow();
        return new WebClient(Integer.parseInt(line.substring("port ".length())));
    }

    int port() {
        return port;
    }

    /** Waits until somebody listens there. */
    void awaitPort(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() - end > 0) {
                    throw new UncheckedIOException("port " + port, notYet);
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    static String newTraceId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format("%016x%016x", random.nextLong() | 1, random.nextLong());
    }

    /** A client of the same application that offers to go on in HTTP/2. */
    WebClient http2() {
        return new WebClient(port, HttpClient.Version.HTTP_2);
    }

    /** @param headers name, value, name, value ... */
    HttpResponse<String> send(String method, String path, String body, String trace, String... headers) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, publisher)
                .timeout(TIMEOUT)
                .header("User-Agent", "contract")
                .header("traceparent", "00-" + trace + "-" + PARENT + "-01");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends the head of a request and a part of its body, and hangs up at once. */
    void hangUp(String method, String path, int announcedBytes, String trace) throws IOException {
        String head = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + announcedBytes
                + "\r\ntraceparent: 00-" + trace + "-" + PARENT + "-01\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[announcedBytes / 2]);
        }
    }

    /**
     * Sends requests as they stand, with a pause before each part and after the answer to {@code Expect}, and returns all
     * that comes back, without what differs from time to time. The last request has to ask for the connection to be closed. {@code TRACE} stands for the header
     * of the trace.
     */
    String exchange(String trace, String... parts) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            String interim = "";
            for (String part : parts) {
                Thread.sleep(PAUSE_MILLIS);
                String text =
                        part.replace("TRACE", "Host: 127.0.0.1\r\ntraceparent: 00-" + trace + "-" + PARENT + "-01");
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                if (part.contains("100-continue")) {
                    interim = readHead(socket.getInputStream());
                }
            }
            String answer = interim + new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.replaceAll("(?i)" + TRACE_HEADER + ": " + trace + "\r\n", "")
                    .replaceAll("(?i)(date|last-modified|etag): [^\r]*", "$1");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                throw new EOFException(head.toString());
            }
            head.append((char) read);
        }
        return head.toString();
    }

    /** Begins a session and returns its cookie. */
    String beginSession(String path, String trace) {
        String cookie =
                send("POST", path, "", trace).headers().firstValue("set-cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    /**
     * Everything of a response that has to be the same each time. Of the containers' own error pages only the first line,
     * as they tell addresses and stack traces; Spring Boot's tell the time.
     */
    static List<Object> comparable(HttpResponse<String> response) {
        TreeMap<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.keySet().removeIf(name -> VARYING.contains(name.toLowerCase(Locale.ROOT)));
        String body = response.body();
        if (response.statusCode() >= 400 && body.startsWith("<")) {
            headers.remove("content-length");
            body = body.lines().findFirst().orElseThrow();
        }
        body = TIMESTAMP.matcher(body).replaceFirst("");
        return List.of(response.statusCode(), headers, body);
    }
}

package io.obsagent.telemetry.metrics;

import io.obsagent.api.AgentLog;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.GZIPOutputStream;

/** One connection to /metrics: one request, one answer. */
final class MetricsConnection {

    private static final int READ_MILLIS = 5_000;
    private static final int TURN_MILLIS = 5_000;
    private static final int MAX_REQUEST_CHARS = 16 * 1024;

    private static final String INDEX = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<title>obs-agent</title></head><body><h1>obs-agent</h1>"
            + "<p><a href=\"/metrics\">Metrics of this JVM</a></p></body></html>\n";

    private static final String ELSEWHERE =
            "/doctor is served to this machine alone, where server.host is a loopback address, or with server.auth;"
                    + " elsewhere: java -jar obs-agent.jar doctor PID\n";

    /** Closed without TLS's farewell, for which a client that does not read would let wait. */
    private final Socket tcp;

    private final ServerTls tls;
    private final Access access;
    private final MetricRegistry metrics;
    private final DoctorPage doctor;
    private final ReentrantLock examining;
    private final long since = System.nanoTime();
    private OutputStream out;
    private String accept = "";
    private String authorization;
    private String host = "";
    private boolean gzip;

    /**
     * @param tls null without
     * @param doctor null when there is no such page
     * @param examining held while the page is made
     */
    MetricsConnection(
            Socket tcp,
            ServerTls tls,
            Access access,
            MetricRegistry metrics,
            DoctorPage doctor,
            ReentrantLock examining) {
        this.tcp = tcp;
        this.tls = tls;
        this.access = access;
        this.doctor = doctor;
        this.examining = examining;
        this.metrics = metrics;
    }

    long ageMillis() {
        return (System.nanoTime() - since) / 1_000_000;
    }

    void close() {
        try {
            tcp.close();
        } catch (IOException closed) {
            // it is closed then
        }
    }

    void serve() {
        try {
            tcp.setSoTimeout(READ_MILLIS);
            Socket socket = tls == null ? tcp : tls.over(tcp);
            out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 2048);
            String requestLine = line(in, MAX_REQUEST_CHARS);
            readHeaders(in);
            answer(requestLine);
            if (socket == tcp) {
                tcp.shutdownOutput();
            } else {
                socket.close();
            }
        } catch (IOException e) {
            // the client went away, was too slow or does not trust us: nobody to tell
        } finally {
            close();
        }
    }

    private void readHeaders(InputStream in) throws IOException {
        int left = MAX_REQUEST_CHARS;
        for (String header = line(in, left); !header.isEmpty(); header = line(in, left)) {
            left -= header.length() + 2;
            int colon = header.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String name = header.substring(0, colon).trim().toLowerCase(Locale.ROOT);
            if ("accept".equals(name)) {
                accept = header.substring(colon + 1).trim();
            } else if ("host".equals(name)) {
                host = header.substring(colon + 1).trim();
            } else if ("authorization".equals(name)) {
                authorization = header.substring(colon + 1).trim();
            } else if ("accept-encoding".equals(name)) {
                gzip = header.toLowerCase(Locale.ROOT).contains("gzip");
            }
        }
    }

    private void answer(String requestLine) throws IOException {
        int methodEnd = requestLine.indexOf(' ');
        int targetEnd = requestLine.indexOf(' ', methodEnd + 1);
        if (methodEnd < 0 || targetEnd < 0) {
            answer("400 Bad Request", "text/plain", "not an HTTP request\n".getBytes(StandardCharsets.UTF_8), false);
            return;
        }
        String method = requestLine.substring(0, methodEnd);
        String target = requestLine.substring(methodEnd + 1, targetEnd);
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        boolean head = "HEAD".equals(method);
        if (!access.allows(authorization)) {
            String status = "401 Unauthorized" + access.challenge();
            answer(status, "text/plain", "log in first\n".getBytes(StandardCharsets.UTF_8), head);
            return;
        }
        boolean isDoctor = doctor != null && "/doctor".equals(path);
        if (!isDoctor && !"/metrics".equals(path) && !"/".equals(path)) {
            answer("404 Not Found", "text/plain", "not found, see /metrics\n".getBytes(StandardCharsets.UTF_8), head);
        } else if (!head && !"GET".equals(method)) {
            answer("405 Method Not Allowed\r\nAllow: GET, HEAD", "text/plain", new byte[0], false);
        } else if ("/".equals(path)) {
            answer("200 OK", "text/html; charset=utf-8", INDEX.getBytes(StandardCharsets.UTF_8), head);
        } else if (isDoctor && !access.allowsDoctor(host)) {
            answer("403 Forbidden", "text/plain", ELSEWHERE.getBytes(StandardCharsets.UTF_8), head);
        } else {
            answerInTurn(isDoctor, head);
        }
    }

    private void answerInTurn(boolean isDoctor, boolean head) throws IOException {
        ReentrantLock turn = isDoctor ? examining : metrics.scraping();
        if (!waitFor(turn)) {
            byte[] text = "another request for it is under way\n".getBytes(StandardCharsets.UTF_8);
            answer("503 Service Unavailable\r\nRetry-After: 5", "text/plain", text, head);
            return;
        }
        try {
            if (isDoctor) {
                examine(head);
            } else {
                scrape(head);
            }
        } finally {
            turn.unlock();
        }
    }

    private static boolean waitFor(ReentrantLock turn) {
        try {
            return turn.tryLock(TURN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void examine(boolean head) throws IOException {
        DoctorPage.Form form = accept.contains("application/json")
                ? DoctorPage.Form.JSON
                : accept.contains("text/html") ? DoctorPage.Form.HTML : DoctorPage.Form.TEXT;
        String page;
        try {
            page = doctor.make(form);
        } catch (IOException | RuntimeException | LinkageError failure) {
            AgentLog.debug("cannot serve /doctor", failure);
            String text = "cannot examine the agent: " + failure + '\n';
            answer("500 Internal Server Error", "text/plain", text.getBytes(StandardCharsets.UTF_8), head);
            return;
        }
        answer("200 OK", form.contentType, page.getBytes(StandardCharsets.UTF_8), head);
    }

    /** The library reads system properties and files that are the application's, and fails where it dislikes them. */
    private void scrape(boolean head) throws IOException {
        String contentType;
        byte[] content;
        try {
            PrometheusScraper scraper = metrics.scraper();
            contentType = scraper.contentType(accept);
            content = scraper.scrape(contentType);
        } catch (RuntimeException | LinkageError failure) {
            AgentLog.debug("cannot serve /metrics", failure);
            String text = "cannot read the metrics: " + failure + '\n';
            answer("500 Internal Server Error", "text/plain", text.getBytes(StandardCharsets.UTF_8), head);
            return;
        }
        answer("200 OK", contentType, content, head);
    }

    private void answer(String status, String contentType, byte[] content, boolean head) throws IOException {
        boolean pack = gzip && content.length > 1024;
        byte[] body = pack ? gzip(content) : content;
        StringBuilder answer = new StringBuilder(256);
        answer.append("HTTP/1.1 ").append(status);
        answer.append("\r\nContent-Type: ").append(contentType);
        answer.append("\r\nContent-Length: ").append(body.length);
        answer.append("\r\nVary: Accept, Accept-Encoding");
        if (pack) {
            answer.append("\r\nContent-Encoding: gzip");
        }
        answer.append("\r\nConnection: close\r\n\r\n");
        out.write(answer.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!head) {
            out.write(body);
        }
        out.flush();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 8 + 64);
        GZIPOutputStream out = new GZIPOutputStream(packed);
        out.write(content);
        out.close();
        return packed.toByteArray();
    }

    private static String line(InputStream in, int maxChars) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.length() >= maxChars) {
                throw new IOException("not a request");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}

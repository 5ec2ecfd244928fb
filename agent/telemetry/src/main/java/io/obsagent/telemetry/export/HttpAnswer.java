package io.obsagent.telemetry.export;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/** What the collector answers to a POST. */
final class HttpAnswer {

    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_HEADERS = 200;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream(64);
    private int status;
    private boolean keepsConnection;
    private long contentLength;
    private boolean chunked;
    private String retryAfter;

    private HttpAnswer() {}

    /** Reads an answer to its end, so that the connection can be kept. */
    static HttpAnswer read(HttpConnection connection) throws IOException {
        HttpAnswer answer = new HttpAnswer();
        do {
            answer.readHead(connection);
        } while (answer.status < 200); // 100 Continue and the like come before the answer
        answer.readBody(connection);
        return answer;
    }

    /** Reads a proxy's answer to CONNECT, which has no body when it says yes. */
    static void readConnected(HttpConnection connection, HttpProxy proxy) throws IOException {
        HttpAnswer answer = new HttpAnswer();
        answer.readHead(connection);
        if (answer.status / 100 != 2) {
            throw new IOException("proxy " + proxy + " answers with HTTP status " + answer.status);
        }
    }

    private void readHead(HttpConnection connection) throws IOException {
        String line = connection.readLine();
        int space = line.indexOf(' ');
        if (!line.startsWith("HTTP/1.") || space < 0 || line.length() < space + 4) {
            throw new IOException("not an answer of HTTP/1.1");
        }
        try {
            status = Integer.parseInt(line.substring(space + 1, space + 4));
        } catch (NumberFormatException e) {
            throw new IOException("not an answer of HTTP/1.1");
        }
        keepsConnection = !line.startsWith("HTTP/1.0");
        contentLength = -1;
        chunked = false;
        int headers = 0;
        for (line = connection.readLine(); !line.isEmpty(); line = connection.readLine()) {
            if (++headers > MAX_HEADERS) {
                throw new IOException("too many headers");
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                header(line.substring(0, colon), line.substring(colon + 1).trim());
            }
        }
    }

    private void header(String name, String value) throws IOException {
        if (name.equalsIgnoreCase("Content-Length")) {
            contentLength = number(value, 10);
        } else if (name.equalsIgnoreCase("Transfer-Encoding")) {
            chunked = true;
        } else if (name.equalsIgnoreCase("Connection")) {
            keepsConnection &= !value.equalsIgnoreCase("close");
        } else if (name.equalsIgnoreCase("Retry-After")) {
            retryAfter = value;
        }
    }

    private void readBody(HttpConnection connection) throws IOException {
        if (status == 204 || status == 304) {
            return;
        }
        if (chunked) {
            readChunks(connection);
        } else if (contentLength >= 0) {
            readBytes(connection, contentLength);
        } else {
            keepsConnection = false;
            for (int b = connection.read(); b >= 0 && body.size() < MAX_BODY_BYTES; b = connection.read()) {
                body.write(b);
            }
        }
    }

    private void readChunks(HttpConnection connection) throws IOException {
        for (long length = chunkLength(connection); length > 0; length = chunkLength(connection)) {
            if (!readBytes(connection, length)) {
                return;
            }
            connection.readLine();
        }
        while (!connection.readLine().isEmpty()) {
            // a header behind the body
        }
    }

    private static long chunkLength(HttpConnection connection) throws IOException {
        String line = connection.readLine();
        int extension = line.indexOf(';');
        return number((extension < 0 ? line : line.substring(0, extension)).trim(), 16);
    }

    /** Returns false for a body that is too long: it is cut off, and the connection with it. */
    private boolean readBytes(HttpConnection connection, long length) throws IOException {
        for (long left = length; left > 0; left--) {
            if (body.size() == MAX_BODY_BYTES) {
                keepsConnection = false;
                return false;
            }
            int b = connection.read();
            if (b < 0) {
                throw new EOFException("the answer was cut off");
            }
            body.write(b);
        }
        return true;
    }

    private static long number(String text, int radix) throws IOException {
        try {
            long number = Long.parseLong(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IOException("not an answer of HTTP/1.1");
    }

    /** Whether the connection may carry another request. */
    boolean keepsConnection() {
        return keepsConnection;
    }

    Delivery delivery() {
        if (status / 100 == 2) {
            return Delivery.accepted(body.toByteArray());
        }
        String problem = "HTTP status " + status;
        switch (status) {
            case 407: // a proxy's; the collector has not seen it
            case 429:
            case 502:
            case 503:
            case 504:
                return Delivery.retry(problem, retryAfterMillis());
            default:
                return Delivery.refused(problem);
        }
    }

    /** The header is a number of seconds or a date; -1 when it is neither. */
    private long retryAfterMillis() {
        if (retryAfter == null) {
            return -1;
        }
        try {
            return TimeUnit.SECONDS.toMillis(Math.max(0, Long.parseLong(retryAfter)));
        } catch (NumberFormatException date) {
            return millisUntil(retryAfter);
        }
    }

    private static long millisUntil(String date) {
        try {
            Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            return Math.max(0, then.toEpochMilli() - System.currentTimeMillis());
        } catch (DateTimeException | ArithmeticException notADate) {
            return -1;
        }
    }
}

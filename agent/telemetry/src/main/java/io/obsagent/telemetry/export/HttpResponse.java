package io.obsagent.telemetry.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;

/** An answer over HTTP/1.1. */
final class HttpResponse {

    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_BODY = 64 * 1024;

    final int status;
    final boolean keepAlive;
    final long retryAfterMillis;
    final byte[] body;

    private HttpResponse(int status, boolean keepAlive, long retryAfterMillis, byte[] body) {
        this.status = status;
        this.keepAlive = keepAlive;
        this.retryAfterMillis = retryAfterMillis;
        this.body = body;
    }

    /** Reads an answer, whose body is cut off (and the connection not kept) when it is long. */
    static HttpResponse read(CollectorConnection in, long deadline) throws IOException {
        String statusLine = line(in, deadline);
        while (statusLine.startsWith("HTTP/1.1 1")) { // 100 Continue and its like precede the answer
            while (!line(in, deadline).isEmpty()) {}
            statusLine = line(in, deadline);
        }
        int status = status(statusLine);
        boolean keepAlive = statusLine.startsWith("HTTP/1.1");
        boolean chunked = false;
        long length = -1;
        long retryAfter = -1;
        int headers = 0;
        for (String line = line(in, deadline); !line.isEmpty(); line = line(in, deadline)) {
            if (++headers > MAX_HEADERS) {
                throw new IOException("too many headers in the answer");
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = colon < 0 ? "" : line.substring(colon + 1).trim();
            if ("content-length".equals(name)) {
                length = number(value);
            } else if ("transfer-encoding".equals(name)) {
                chunked = value.toLowerCase(Locale.ROOT).contains("chunked");
            } else if ("connection".equals(name) && "close".equalsIgnoreCase(value)) {
                keepAlive = false;
            } else if ("retry-after".equals(name)) {
                long seconds = number(value); // the other form, a date, is left to the usual back-off
                retryAfter = seconds < 0 ? -1 : seconds * 1000;
            }
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(64);
        boolean whole = status == 204 || (chunked ? chunks(in, body, deadline) : copy(in, body, length, deadline));
        return new HttpResponse(status, keepAlive && whole, retryAfter, body.toByteArray());
    }

    private static int status(String line) throws IOException {
        if (!line.startsWith("HTTP/1.") || line.length() < 12) {
            throw new IOException("the answer is not HTTP/1.1");
        }
        return (int) number(line.substring(9, 12));
    }

    private static boolean chunks(CollectorConnection in, ByteArrayOutputStream body, long deadline)
            throws IOException {
        while (true) {
            String size = line(in, deadline);
            int semicolon = size.indexOf(';');
            int length;
            try {
                length = Integer.parseInt((semicolon < 0 ? size : size.substring(0, semicolon)).trim(), 16);
            } catch (NumberFormatException e) {
                throw new IOException("the answer's chunks are not valid");
            }
            if (length == 0) {
                while (!line(in, deadline).isEmpty()) {}
                return true;
            }
            if (!copy(in, body, length, deadline)) {
                return false;
            }
            line(in, deadline);
        }
    }

    /** Copies a body of known length, or to the end of the connection (length -1). Returns false if it was too long. */
    private static boolean copy(CollectorConnection in, ByteArrayOutputStream body, long length, long deadline)
            throws IOException {
        for (long left = length; left != 0; left--) {
            int b = in.read(deadline);
            if (b < 0) {
                if (length < 0) {
                    return false;
                }
                throw new IOException("the answer ended early");
            }
            if (body.size() == MAX_BODY) {
                return false;
            }
            body.write(b);
        }
        return true;
    }

    private static String line(CollectorConnection in, long deadline) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int b = in.read(deadline); b != '\n'; b = in.read(deadline)) {
            if (b < 0) {
                throw new IOException("the collector closed the connection");
            }
            if (line.length() == MAX_LINE) {
                throw new IOException("too long a line in the answer");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}

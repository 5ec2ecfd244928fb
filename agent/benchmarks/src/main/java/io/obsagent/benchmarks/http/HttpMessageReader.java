package io.obsagent.benchmarks.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads HTTP/1.1 messages, requests or responses, one after another from one connection, with as little work as
 * possible. Belongs to one thread. Only the newest message can be asked for.
 */
public final class HttpMessageReader {

    private final InputStream in;
    private final byte[] buffer = new byte[32 * 1024];
    private int position;
    private int limit;

    private String startLine;
    private String contentEncoding;
    private boolean last;
    private byte[] body = new byte[32 * 1024];
    private int bodyLength;

    public HttpMessageReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next message.
     *
     * @return false when the connection has ended instead
     * @throws IOException when it ends within a message
     */
    public boolean next() throws IOException {
        if (position == limit && !fill()) {
            return false;
        }
        startLine = line();
        contentEncoding = null;
        last = false;
        bodyLength = 0;
        long length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            switch (header.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT)) {
                case "content-length" ->
                    length = Long.parseLong(header.substring(colon + 1).trim());
                case "transfer-encoding" -> chunked = header.endsWith("chunked");
                case "content-encoding" ->
                    contentEncoding = header.substring(colon + 1).trim();
                case "connection" -> last = header.endsWith("close");
                default -> {
                    // nothing else matters here
                }
            }
        }
        if (chunked) {
            readChunks();
        } else {
            readBody(length);
        }
        return true;
    }

    /** {@code GET /path HTTP/1.1} or {@code HTTP/1.1 200}. */
    public String startLine() {
        return startLine;
    }

    /** The value of the header, or null. */
    public String contentEncoding() {
        return contentEncoding;
    }

    /** Whether the peer closes the connection after this message. */
    public boolean isLast() {
        return last;
    }

    /** Holds the body in its first {@link #bodyLength()} bytes, until the next message. */
    public byte[] body() {
        return body;
    }

    /** In bytes, as it came over the wire but without chunk headers. */
    public int bodyLength() {
        return bodyLength;
    }

    private void readChunks() throws IOException {
        for (int size = chunkSize(line()); size > 0; size = chunkSize(line())) {
            readBody(size);
            line(); // the end of the chunk
        }
        while (!line().isEmpty()) {
            // trailers
        }
    }

    private static int chunkSize(String line) {
        int end = line.indexOf(';');
        return Integer.parseInt((end < 0 ? line : line.substring(0, end)).trim(), 16);
    }

    private void readBody(long bytes) throws IOException {
        int end = Math.toIntExact(bodyLength + bytes);
        if (end > body.length) {
            body = Arrays.copyOf(body, Math.max(end, 2 * body.length));
        }
        while (bodyLength < end) {
            if (position == limit) {
                require(fill());
            }
            int count = Math.min(end - bodyLength, limit - position);
            System.arraycopy(buffer, position, body, bodyLength, count);
            position += count;
            bodyLength += count;
        }
    }

    private String line() throws IOException {
        StringBuilder earlier = null;
        while (true) {
            for (int i = position; i < limit; i++) {
                if (buffer[i] == '\n') {
                    String rest = text(position, i);
                    position = i + 1;
                    String line = earlier == null ? rest : earlier.append(rest).toString();
                    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
                }
            }
            earlier = earlier == null ? new StringBuilder() : earlier;
            earlier.append(text(position, limit));
            require(fill());
        }
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    private static void require(boolean more) throws IOException {
        if (!more) {
            throw new EOFException("the connection ended within a message");
        }
    }
}

package io.obsagent.telemetry.export;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A connection to the collector, by no proxy but the one that it is given. Used by one thread; only {@link
 * #close} may be called by others.
 */
final class HttpConnection {

    private static final int BUFFER_BYTES = 8192;
    private static final int MAX_LINE_CHARS = 8192;

    private final URI endpoint;
    private final Tls tls;
    private final HttpProxy proxy;
    private final Socket tcp = new TimedSocket();
    private InputStream in;
    private OutputStream out;
    private final byte[] buffer = new byte[1024];
    private int position;
    private int limit;
    private boolean answered;
    private long deadline;

    /**
     * Does not connect yet.
     *
     * @param tls null for a connection without
     * @param proxy null for a straight connection
     */
    HttpConnection(URI endpoint, Tls tls, HttpProxy proxy) {
        this.endpoint = endpoint;
        this.tls = tls;
        this.proxy = proxy;
    }

    /**
     * Connects, and begins an exchange.
     *
     * @param until {@link System#nanoTime()} when both have to be done
     */
    void open(long until) throws IOException {
        begin(until);
        String host = withoutBrackets(endpoint.getHost());
        int port = endpoint.getPort() >= 0 ? endpoint.getPort() : tls != null ? 443 : 80;
        tcp.setTcpNoDelay(true);
        tcp.connect(proxy == null ? new InetSocketAddress(host, port) : proxy.address(), millisLeft());
        if (proxy != null && tls != null) {
            tunnel(endpoint.getHost() + ':' + port);
        }
        Socket socket = tls == null ? tcp : tls.over(tcp, host, port);
        in = socket.getInputStream();
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
    }

    /** Has the proxy pass on whatever comes. */
    private void tunnel(String target) throws IOException {
        StringBuilder request = new StringBuilder("CONNECT ").append(target).append(" HTTP/1.1\r\nHost: ");
        request.append(target).append("\r\n");
        if (proxy.authorization() != null) {
            request.append("Proxy-Authorization: ")
                    .append(proxy.authorization())
                    .append("\r\n");
        }
        tcp.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        in = tcp.getInputStream();
        HttpAnswer.readConnected(this, proxy);
        if (position != limit) {
            // it would be taken for what the collector says within TLS
            throw new IOException("proxy " + proxy + " sent more than its answer");
        }
        answered = false;
    }

    /** The proxy that takes requests for the collector; null where they reach the collector as they are. */
    HttpProxy requestProxy() {
        return tls == null ? proxy : null;
    }

    static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /**
     * Begins an exchange.
     *
     * @param until {@link System#nanoTime()} when it has to be done
     */
    void begin(long until) {
        deadline = until;
        answered = false;
    }

    /**
     * Whether nothing has come since the last answer. What a server sends unasked, such as 408 before it closes, would be
     * taken for the answer to the next request.
     */
    boolean isQuiet() {
        try {
            return position == limit
                    && in.available() == 0
                    && (tls == null || tcp.getInputStream().available() == 0);
        } catch (IOException broken) {
            return false;
        }
    }

    OutputStream out() {
        return out;
    }

    /** Whether a byte of an answer has come. */
    boolean answered() {
        return answered;
    }

    /** Reads a line, without its end. */
    String readLine() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int b = read(); b != '\n'; b = read()) {
            if (b < 0) {
                throw new EOFException("the connection was closed");
            }
            if (line.length() == MAX_LINE_CHARS) {
                throw new IOException("not an answer of HTTP");
            }
            line.append((char) b);
        }
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return line.toString();
    }

    /** Reads a byte, or -1 at the end. */
    int read() throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        return buffer[position++] & 0xff;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer);
        position = 0;
        limit = Math.max(0, count);
        answered |= count > 0;
        return count > 0;
    }

    /** Never 0, which would mean for ever. */
    private int millisLeft() throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) left;
    }

    /** Closes the socket itself: TLS would wait for a write that is stuck. Called by any thread. */
    void close() {
        try {
            tcp.close();
        } catch (IOException closedAlready) {
            // nothing is left to do
        }
    }

    /** Reads until the deadline, whoever reads: TLS reads more than once for a handshake or a record. */
    private final class TimedSocket extends Socket {

        TimedSocket() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    setSoTimeout(millisLeft());
                    return super.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    setSoTimeout(millisLeft());
                    return super.read(bytes, offset, length);
                }
            };
        }
    }
}

package io.obsagent.telemetry.export;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** A connection to the collector, opened when it is needed and kept, with TLS for https. */
final class CollectorConnection {

    private final URI endpoint;
    private final String host;
    private final int port;
    private final int timeoutMillis;

    private volatile Socket socket;
    private InputStream in;
    private OutputStream out;
    /** {@link System#nanoTime()} when the exchange under way began; 0: none is. */
    private volatile long busySince;

    /**
     * @param endpoint URL; its user information is ignored
     * @param timeoutMillis longest time for connecting, and for each read
     */
    CollectorConnection(String endpoint, long timeoutMillis) {
        this.endpoint = URI.create(endpoint);
        this.host = bare(this.endpoint.getHost());
        this.port = this.endpoint.getPort() >= 0 ? this.endpoint.getPort() : secure() ? 443 : 80;
        this.timeoutMillis = (int) Math.min(timeoutMillis, Integer.MAX_VALUE);
    }

    private boolean secure() {
        return "https".equalsIgnoreCase(endpoint.getScheme());
    }

    /** The path and query of the URL. */
    String path(String ifNone) {
        String path = endpoint.getRawPath();
        if (path == null || path.isEmpty()) {
            return ifNone;
        }
        return endpoint.getRawQuery() == null ? path : path + '?' + endpoint.getRawQuery();
    }

    /** Host and port as the Host header has them. */
    String authority() {
        return endpoint.getPort() >= 0 ? endpoint.getHost() + ':' + endpoint.getPort() : endpoint.getHost();
    }

    boolean isOpen() {
        return socket != null;
    }

    /** Opens the connection unless it is open, and notes that an exchange begins. */
    void open() throws IOException {
        busySince = System.nanoTime() | 1;
        if (socket != null) {
            return;
        }
        Socket plain = new Socket();
        socket = plain;
        plain.connect(new InetSocketAddress(host, port), timeoutMillis);
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(timeoutMillis);
        if (secure()) {
            socket = Tls.wrap(plain, host, port);
        }
        in = new BufferedInputStream(socket.getInputStream(), 4096);
        out = socket.getOutputStream();
    }

    void write(byte[] head, byte[] body, int offset, int length) throws IOException {
        out.write(head);
        out.write(body, offset, length);
        out.flush();
    }

    /**
     * Reads one byte.
     *
     * @param deadline {@link System#nanoTime()} at which the whole answer has to be there
     * @return -1 at the end
     */
    int read(long deadline) throws IOException {
        if (System.nanoTime() - deadline > 0) {
            throw new IOException("no answer within " + timeoutMillis + " ms");
        }
        return in.read();
    }

    /** Notes that the exchange has ended well. */
    void done() {
        busySince = 0;
    }

    void abortIfStuck() {
        long since = busySince;
        if (since != 0 && System.nanoTime() - since > 2 * TimeUnit.MILLISECONDS.toNanos(timeoutMillis)) {
            disconnect();
        }
    }

    void disconnect() {
        busySince = 0;
        Socket open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // it is closed then
            }
        }
    }

    private static String bare(String host) {
        if (host == null) {
            return "localhost";
        }
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}

package io.obsagent.telemetry.export;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection to the collector, straight to it whatever proxies the application has. Used by one thread; only {@link
 * #close} may be called by others.
 */
final class HttpConnection {

    private static final int BUFFER_BYTES = 8192;
    private static final int MAX_LINE_CHARS = 8192;

    private final Socket tcp;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[1024];
    private int position;
    private int limit;
    private boolean answered;
    private long deadline;

    /** Connects. */
    HttpConnection(URI endpoint, int timeoutMillis) throws IOException {
        boolean secure = "https".equalsIgnoreCase(endpoint.getScheme());
        String host = withoutBrackets(endpoint.getHost());
        int port = endpoint.getPort() >= 0 ? endpoint.getPort() : secure ? 443 : 80;
        tcp = new Socket(Proxy.NO_PROXY);
        try {
            tcp.setTcpNoDelay(true);
            tcp.setSoTimeout(timeoutMillis);
            tcp.connect(new InetSocketAddress(host, port), timeoutMillis);
            Socket socket = secure ? tls(host, port) : tcp;
            in = socket.getInputStream();
            out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** {@code HttpsURLConnection}'s defaults are the application's, which may have set some that trust anybody. */
    private Socket tls(String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(tcp, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Begins an exchange that may take so long. */
    void begin(int timeoutMillis) {
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        answered = false;
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
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        tcp.setSoTimeout((int) left);
        int count = in.read(buffer);
        position = 0;
        limit = Math.max(0, count);
        answered |= count > 0;
        return count > 0;
    }

    /** Closes the socket itself: TLS would wait for a write that is stuck. Called by any thread. */
    void close() {
        try {
            tcp.close();
        } catch (IOException closedAlready) {
            // nothing is left to do
        }
    }
}

package io.obsagent.benchmarks.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A kept-alive connection to 127.0.0.1, made anew when the server closes it. Belongs to one thread. */
public final class HttpConnection implements AutoCloseable {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 30_000;

    private final int port;
    private Socket socket;
    private OutputStream out;
    private HttpMessageReader in;

    /**
     * Connects.
     *
     * @throws IOException if nothing listens there
     */
    public HttpConnection(int port) throws IOException {
        this.port = port;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            out = socket.getOutputStream();
            in = new HttpMessageReader(socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The bytes of a GET request for {@link #send}. */
    public static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Sends a request and reads the whole answer.
     *
     * @return whether the status is 200
     */
    public boolean send(byte[] request) throws IOException {
        if (!exchange(request)) {
            // closed by the server after it had been idle for too long: as every client does, once more
            connect();
            if (!exchange(request)) {
                throw new IOException("the connection was closed instead of an answer");
            }
        }
        boolean ok = in.startLine().startsWith("200", "HTTP/1.1 ".length());
        if (in.isLast()) {
            socket.close();
            connect();
        }
        return ok;
    }

    /** Returns false when the connection had ended before. */
    private boolean exchange(byte[] request) throws IOException {
        try {
            out.write(request);
            return in.next();
        } catch (SocketException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

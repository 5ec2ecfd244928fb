package io.obsagent.telemetry.export;

import io.obsagent.api.AgentLog;
import io.obsagent.config.AgentConfig;
import io.obsagent.config.Compression;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/**
 * GELF over TCP, with or without TLS: messages that end with a zero byte. The receiver acknowledges nothing, so it is asked
 * before each batch whether it is still there; a batch that was cut off is sent again as a whole.
 */
final class GelfStream<R> implements LogDestination<R> {

    private static final int BUFFER_BYTES = 65_536;

    private final URI endpoint;
    private final Tls tls;
    private final int timeoutMillis;
    private final GelfEncoder<R> encoder;
    private final Losses losses;

    private volatile Socket tcp;
    private Socket socket;
    private OutputStream out;
    /** Whether a batch is under way, and {@link System#nanoTime()} when it began. */
    private volatile boolean busy;

    private volatile long since;

    GelfStream(AgentConfig config, GelfEncoder<R> encoder, Losses losses) {
        this.endpoint = URI.create(config.logs.endpoint);
        this.tls = "tls".equals(endpoint.getScheme()) ? new Tls(new TlsFiles(config.exporter.tls)) : null;
        this.timeoutMillis = (int) Math.min(config.exporter.timeoutMillis, Integer.MAX_VALUE);
        this.encoder = encoder;
        this.losses = losses;
        if (config.logs.compression != Compression.NONE) {
            AgentLog.warn(63, "logs.compression does not count for GELF over TCP, which knows none; over UDP it does");
        }
    }

    @Override
    public Delivery send(ArrayDeque<R> events) {
        since = System.nanoTime();
        busy = true;
        try {
            if (socket != null && isClosedByPeer()) {
                disconnect();
            }
            if (socket == null) {
                connect();
            }
            write(events);
            events.clear();
            return Delivery.DELIVERED;
        } catch (IOException e) {
            disconnect();
            if (tls != null) {
                tls.renew();
            }
            return Delivery.failed(e);
        } finally {
            busy = false;
        }
    }

    private void write(ArrayDeque<R> events) throws IOException {
        for (Iterator<R> each = events.iterator(); each.hasNext(); ) {
            byte[] message;
            try {
                message = encoder.encode(each.next());
            } catch (RuntimeException unexpected) {
                losses.add(LossReason.FAILED, 1);
                each.remove();
                continue;
            }
            out.write(message);
            out.write(0);
        }
        out.flush();
    }

    private void connect() throws IOException {
        Socket fresh = new Socket(Proxy.NO_PROXY);
        tcp = fresh; // before it is open: it may have to be aborted while it opens
        String host = HttpConnection.withoutBrackets(endpoint.getHost());
        fresh.setTcpNoDelay(true);
        fresh.connect(new InetSocketAddress(host, endpoint.getPort()), timeoutMillis);
        fresh.setSoTimeout(timeoutMillis);
        Socket open = tls == null ? fresh : tls.over(fresh, host, endpoint.getPort());
        out = new BufferedOutputStream(open.getOutputStream(), BUFFER_BYTES);
        socket = open;
    }

    /** The end of what the receiver sends, which is nothing, has come: what is written after that is lost without a word. */
    private boolean isClosedByPeer() {
        try {
            socket.setSoTimeout(1);
            int read = socket.getInputStream().read();
            socket.setSoTimeout(timeoutMillis);
            return read < 0;
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (IOException e) {
            return !(e.getCause() instanceof SocketTimeoutException); // so say some versions of the JDK's TLS
        }
    }

    /** A blocking write knows no time-out: the receiver accepts the connection and then does not read. */
    @Override
    public void abortIfStuck() {
        if (busy && System.nanoTime() - since > 2 * TimeUnit.MILLISECONDS.toNanos(timeoutMillis)) {
            closeSocket();
        }
    }

    private void disconnect() {
        socket = null;
        closeSocket();
    }

    /** The socket itself: TLS would wait for a write that is stuck. */
    private void closeSocket() {
        Socket open = tcp;
        if (open != null) {
            try {
                open.close();
            } catch (IOException closedAlready) {
                // nothing is left to do
            }
        }
    }

    @Override
    public void close() {
        closeSocket();
    }
}

package io.obsagent.telemetry.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * Sends over HTTP/1.1 on the calling thread, on one connection that is kept. With {@code HttpURLConnection} the
 * application's cookies, authenticator and proxies would be the agent's too.
 */
final class HttpSender implements Sender {

    /** Servers and firewalls close or forget connections that are idle for long. */
    private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final URI endpoint;
    private final Map<String, String> headers;
    private final boolean gzip;
    private final Tls tls;
    private final String proxy;
    private final long timeoutNanos;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();

    /** How requests begin, and through which proxy; null before the first. */
    private byte[] head;

    private HttpProxy headThrough;

    private volatile HttpConnection connection;
    private long idleSince;
    /** Whether an exchange is under way, and {@link System#nanoTime()} when it began. */
    private volatile boolean busy;

    private volatile long since;

    /**
     * @param headers of every request
     * @param gzip whether requests are compressed
     * @param proxy as it was set
     */
    HttpSender(
            URI endpoint,
            Map<String, String> headers,
            boolean gzip,
            long timeoutMillis,
            TlsFiles tlsFiles,
            String proxy) {
        this.endpoint = endpoint;
        this.headers = headers;
        this.gzip = gzip;
        this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(Math.min(timeoutMillis, Integer.MAX_VALUE));
        this.tls = "https".equalsIgnoreCase(endpoint.getScheme()) ? new Tls(tlsFiles) : null;
        this.proxy = proxy;
    }

    @Override
    public Delivery send(Batch batch) {
        since = System.nanoTime();
        busy = true;
        try {
            return exchange(batch).delivery();
        } catch (IOException e) {
            disconnect();
            if (tls != null) {
                tls.renew();
            }
            return Delivery.failed(e);
        } catch (RuntimeException | Error e) {
            disconnect(); // half a request may be on its way
            throw e;
        } finally {
            busy = false;
        }
    }

    private HttpAnswer exchange(Batch batch) throws IOException {
        long deadline = since + timeoutNanos;
        HttpConnection kept = connection;
        if (kept != null && since - idleSince < MAX_IDLE_NANOS && kept.isQuiet()) {
            try {
                kept.begin(deadline);
                return exchange(kept, batch);
            } catch (SocketTimeoutException late) {
                throw late;
            } catch (IOException closed) {
                if (kept.answered() || connection != kept) {
                    throw closed;
                }
                // the collector had closed the connection while it was idle, not we: once more on a new one
            }
        }
        disconnect();
        HttpConnection fresh = new HttpConnection(endpoint, tls, HttpProxy.of(proxy, endpoint));
        connection = fresh; // before it is open: it may have to be aborted while it opens
        fresh.open(deadline);
        return exchange(fresh, batch);
    }

    private HttpAnswer exchange(HttpConnection open, Batch batch) throws IOException {
        OutputStream out = open.out();
        if (gzip) {
            packed.reset();
            try (OutputStream packing = new GZIPOutputStream(packed)) {
                batch.writeTo(packing);
            }
            writeHead(out, packed.size(), open.requestProxy());
            packed.writeTo(out);
        } else {
            writeHead(out, batch.size(), open.requestProxy());
            batch.writeTo(out);
        }
        out.flush();
        HttpAnswer answer = HttpAnswer.read(open);
        if (!answer.keepsConnection()) {
            disconnect();
        }
        idleSince = System.nanoTime();
        return answer;
    }

    private void writeHead(OutputStream out, int contentLength, HttpProxy through) throws IOException {
        if (head == null || headThrough != through) {
            head = head(through);
            headThrough = through;
        }
        out.write(head);
        out.write((contentLength + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Up to the length of the content, which is the last header. */
    private byte[] head(HttpProxy through) {
        StringBuilder head = new StringBuilder(512);
        String path = endpoint.getRawPath();
        String host = endpoint.getPort() < 0 ? endpoint.getHost() : endpoint.getHost() + ':' + endpoint.getPort();
        head.append("POST ");
        if (through != null) {
            head.append("http://").append(host);
        }
        head.append(path == null || path.isEmpty() ? "/" : path);
        if (endpoint.getRawQuery() != null) {
            head.append('?').append(endpoint.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n");
        if (through != null && through.authorization() != null) {
            appendField(head, "Proxy-Authorization", through.authorization());
        }
        appendField(head, "Content-Type", "application/x-protobuf");
        if (gzip) {
            appendField(head, "Content-Encoding", "gzip");
        }
        boolean named = false;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            named |= header.getKey().equalsIgnoreCase("User-Agent");
            appendField(head, header.getKey(), header.getValue());
        }
        if (!named) {
            appendField(head, "User-Agent", USER_AGENT);
        }
        return head.append("Content-Length: ").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A line break that a YAML file brings along must not end the header. */
    private static void appendField(StringBuilder head, String name, String value) {
        head.append(name).append(": ");
        String text = value.trim();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            head.append(c < ' ' ? ' ' : c);
        }
        head.append("\r\n");
    }

    @Override
    public void abortIfStuck() {
        if (busy && System.nanoTime() - since > 2 * timeoutNanos) {
            disconnect();
        }
    }

    private void disconnect() {
        HttpConnection open = connection;
        if (open != null) {
            connection = null;
            open.close();
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}

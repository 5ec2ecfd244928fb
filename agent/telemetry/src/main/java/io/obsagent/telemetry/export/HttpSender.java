package io.obsagent.telemetry.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends over HTTP/1.1 on the calling thread, on one connection that is kept. With {@code HttpURLConnection} the
 * application's cookies, authenticator and proxies would be the agent's too.
 */
final class HttpSender implements io.opentelemetry.sdk.common.export.HttpSender {

    /** Servers and firewalls close or forget connections that are idle for long. */
    private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final HttpSenderConfig config;
    private final Consumer<Delivery> outcome;
    private final URI endpoint;
    private final Tls tls;
    private final String proxy;
    private final long timeoutNanos;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();

    private volatile HttpConnection connection;
    private long idleSince;
    /** Whether an exchange is under way, and {@link System#nanoTime()} when it began. */
    private volatile boolean busy;

    private volatile long since;

    /**
     * @param proxy as it was set
     * @param outcome is told what came of each request
     */
    HttpSender(HttpSenderConfig config, TlsFiles tlsFiles, String proxy, Consumer<Delivery> outcome) {
        this.proxy = proxy;
        this.config = config;
        this.outcome = outcome;
        this.timeoutNanos =
                TimeUnit.MILLISECONDS.toNanos(Math.min(config.getTimeout().toMillis(), Integer.MAX_VALUE));
        this.endpoint = config.getEndpoint();
        this.tls = "https".equalsIgnoreCase(endpoint.getScheme()) ? new Tls(tlsFiles) : null;
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
        HttpAnswer answer;
        since = System.nanoTime();
        busy = true;
        try {
            answer = exchange(message);
        } catch (IOException e) {
            disconnect();
            if (tls != null) {
                tls.renew();
            }
            outcome.accept(Delivery.failed(e));
            onError.accept(e);
            return;
        } catch (RuntimeException | Error e) {
            disconnect(); // half a request may be on its way
            throw e;
        } finally {
            busy = false;
        }
        outcome.accept(answer.delivery());
        onResponse.accept(answer);
    }

    private HttpAnswer exchange(MessageWriter message) throws IOException {
        long deadline = since + timeoutNanos;
        HttpConnection kept = connection;
        if (kept != null && since - idleSince < MAX_IDLE_NANOS && kept.isQuiet()) {
            try {
                kept.begin(deadline);
                return exchange(kept, message);
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
        return exchange(fresh, message);
    }

    private HttpAnswer exchange(HttpConnection open, MessageWriter message) throws IOException {
        OutputStream out = open.out();
        if (config.getCompressor() == null) {
            out.write(head(message.getContentLength(), open.requestProxy()));
            message.writeMessage(out);
        } else {
            packed.reset();
            try (OutputStream packing = config.getCompressor().compress(packed)) {
                message.writeMessage(packing);
            }
            out.write(head(packed.size(), open.requestProxy()));
            packed.writeTo(out);
        }
        out.flush();
        HttpAnswer answer = HttpAnswer.read(open);
        if (!answer.keepsConnection()) {
            disconnect();
        }
        idleSince = System.nanoTime();
        return answer;
    }

    private byte[] head(int contentLength, HttpProxy through) {
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
        appendField(head, "Content-Type", config.getContentType());
        appendField(head, "Content-Length", String.valueOf(contentLength));
        if (config.getCompressor() != null) {
            appendField(head, "Content-Encoding", config.getCompressor().getEncoding());
        }
        for (Map.Entry<String, List<String>> header :
                config.getHeadersSupplier().get().entrySet()) {
            for (String value : header.getValue()) {
                appendField(head, header.getKey(), value);
            }
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
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

    void abortIfStuck() {
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
    public CompletableResultCode shutdown() {
        disconnect();
        return CompletableResultCode.ofSuccess();
    }
}

package io.obsagent.telemetry.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends over HTTP/1.1 with what the JDK has for that since Java 8, on the calling thread. It brings proxies, TLS and kept
 * connections; OkHttp with its Kotlin library would be five hundred classes more.
 */
final class HttpSender implements io.opentelemetry.sdk.common.export.HttpSender {

    private static final int MAX_RESPONSE_BYTES = 64 * 1024;

    private final HttpSenderConfig config;
    private final Consumer<Delivery> outcome;
    private final URL url;
    private final int timeoutMillis;

    private volatile HttpURLConnection underWay;
    /** {@link System#nanoTime()} when the exchange under way began. */
    private volatile long since;

    /** @param outcome is told what came of each request */
    HttpSender(HttpSenderConfig config, Consumer<Delivery> outcome) {
        this.config = config;
        this.outcome = outcome;
        this.timeoutMillis = (int) Math.min(config.getTimeout().toMillis(), Integer.MAX_VALUE);
        try {
            this.url = config.getEndpoint().toURL();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
        Response response;
        try {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            since = System.nanoTime();
            underWay = connection;
            write(connection, message);
            response = new Response(connection);
        } catch (IOException e) {
            outcome.accept(Delivery.failed(e));
            onError.accept(e);
            return;
        } finally {
            underWay = null;
        }
        outcome.accept(response.delivery());
        onResponse.accept(response);
    }

    private void write(HttpURLConnection connection, MessageWriter message) throws IOException {
        if ("https".equalsIgnoreCase(url.getProtocol())) {
            secure((HttpsURLConnection) connection);
        }
        connection.setConnectTimeout(timeoutMillis);
        connection.setReadTimeout(timeoutMillis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setDoOutput(true);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", config.getContentType());
        for (Map.Entry<String, List<String>> header :
                config.getHeadersSupplier().get().entrySet()) {
            for (String value : header.getValue()) {
                connection.addRequestProperty(header.getKey(), value);
            }
        }
        if (config.getCompressor() == null) {
            connection.setFixedLengthStreamingMode(message.getContentLength());
            message.writeMessage(connection.getOutputStream());
            return;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream(message.getContentLength() / 4 + 64);
        try (OutputStream out = config.getCompressor().compress(packed)) {
            message.writeMessage(out);
        }
        connection.setRequestProperty("Content-Encoding", config.getCompressor().getEncoding());
        connection.setFixedLengthStreamingMode(packed.size());
        packed.writeTo(connection.getOutputStream());
    }

    /** The application may have set defaults that trust anybody. The verifier is asked about wrong names only. */
    private static void secure(HttpsURLConnection connection) {
        connection.setSSLSocketFactory((SSLSocketFactory) SSLSocketFactory.getDefault());
        connection.setHostnameVerifier((host, session) -> false);
    }

    void abortIfStuck() {
        HttpURLConnection stuck = underWay;
        if (stuck != null && System.nanoTime() - since > 2 * TimeUnit.MILLISECONDS.toNanos(timeoutMillis)) {
            stuck.disconnect();
        }
    }

    @Override
    public CompletableResultCode shutdown() {
        HttpURLConnection open = underWay;
        if (open != null) {
            open.disconnect();
        }
        return CompletableResultCode.ofSuccess();
    }

    private static final class Response implements HttpResponse {
        private final int status;
        private final String message;
        private final String retryAfter;
        private final byte[] body;

        Response(HttpURLConnection connection) throws IOException {
            status = connection.getResponseCode();
            message = connection.getResponseMessage();
            retryAfter = connection.getHeaderField("Retry-After");
            InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
            body = in == null ? new byte[0] : read(in);
        }

        /** Reads to the end, so that the connection is kept; a long answer is cut off. */
        private static byte[] read(InputStream in) throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream(64);
            byte[] buffer = new byte[512];
            for (int n = in.read(buffer); n >= 0 && body.size() < MAX_RESPONSE_BYTES; n = in.read(buffer)) {
                body.write(buffer, 0, n);
            }
            in.close();
            return body.toByteArray();
        }

        Delivery delivery() {
            if (status / 100 == 2) {
                return Delivery.accepted(body);
            }
            String problem = "HTTP status " + status;
            switch (status) {
                case 429:
                case 502:
                case 503:
                case 504:
                    return Delivery.retry(problem, retryAfterMillis());
                default:
                    return Delivery.refused(problem);
            }
        }

        /** The other form of the header, a date, is left to the usual back-off. */
        private long retryAfterMillis() {
            try {
                return retryAfter == null ? -1 : Math.max(-1, Long.parseLong(retryAfter) * 1000);
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        public String getStatusMessage() {
            return message;
        }

        @Override
        public byte[] getResponseBody() {
            return body;
        }
    }
}

package io.obsagent.telemetry.export;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;

/**
 * Sends over gRPC on the calling thread, by OkHttp: the JDK's HTTP/2 client is missing on Java 8 and knows no trailers. A
 * proxy passes on what comes ({@code CONNECT}), with TLS or without. This class, and with it OkHttp, is loaded for gRPC only.
 */
final class GrpcSender implements Sender {

    static final String TRACES = "opentelemetry.proto.collector.trace.v1.TraceService/Export";
    static final String LOGS = "opentelemetry.proto.collector.logs.v1.LogsService/Export";

    /** What stands before a message: whether it is compressed, and its length. */
    static final int PREFIX_BYTES = 5;

    private static final MediaType GRPC = MediaType.get("application/grpc");

    private final URI endpoint;
    private final HttpUrl url;
    private final Map<String, String> configured;
    private final boolean gzip;
    private final long timeoutMillis;
    private final TlsFiles tls;
    private final String proxy;

    /** Null before the first batch. */
    private Headers headers;

    private volatile OkHttpClient client;

    /**
     * @param endpoint without a path
     * @param method what is called there
     * @param headers of every request
     * @param gzip whether requests are compressed
     * @param timeoutMillis longest time for a request and its answer
     * @param proxy as it was set
     */
    GrpcSender(
            URI endpoint,
            String method,
            Map<String, String> headers,
            boolean gzip,
            long timeoutMillis,
            TlsFiles tls,
            String proxy) {
        this.endpoint = endpoint;
        this.url = HttpUrl.get(endpoint.toString())
                .newBuilder()
                .encodedPath("/" + method)
                .build();
        this.gzip = gzip;
        this.timeoutMillis = Math.min(timeoutMillis, Integer.MAX_VALUE);
        this.tls = tls;
        this.proxy = proxy;
        this.configured = headers;
    }

    private Headers headers() throws IOException {
        Headers.Builder all = new Headers.Builder().add("te", "trailers");
        if (gzip) {
            all.add("grpc-encoding", "gzip");
        }
        for (Map.Entry<String, String> header : configured.entrySet()) {
            try {
                all.addUnsafeNonAscii(header.getKey(), oneLine(header.getValue()));
            } catch (IllegalArgumentException noName) {
                throw new IOException("exporter.headers has a name that is none of a header", noName);
            }
        }
        if (all.get("user-agent") == null) {
            all.add("user-agent", USER_AGENT);
        }
        return all.build();
    }

    /** A line break that a YAML file brings along must not end the header. */
    private static String oneLine(String value) {
        StringBuilder line = new StringBuilder(value.trim());
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ') {
                line.setCharAt(i, ' ');
            }
        }
        return line.toString();
    }

    @Override
    public Delivery send(Batch batch) {
        try {
            OkHttpClient ready = client;
            if (ready == null) {
                headers = headers();
                ready = makeClient();
                client = ready;
            }
            Request request = new Request.Builder()
                    .url(url)
                    .headers(headers)
                    .post(message(batch))
                    .build();
            try (Response response = ready.newCall(request).execute()) {
                return GrpcAnswer.read(response);
            }
        } catch (IOException failure) {
            if (tls.areNamed() || !proxy.equals("none")) {
                close(); // renewed certificates and another proxy count from the next client on
            }
            return Delivery.failed(failure);
        }
    }

    private OkHttpClient makeClient() throws IOException {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .callTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .connectTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .readTimeout(0, TimeUnit.MILLISECONDS)
                .writeTimeout(0, TimeUnit.MILLISECONDS)
                .followRedirects(false);
        if (url.isHttps()) {
            X509TrustManager trust = tls.trust();
            builder.sslSocketFactory(tls.context(trust).getSocketFactory(), trust)
                    .protocols(Arrays.asList(Protocol.HTTP_2, Protocol.HTTP_1_1));
        } else {
            builder.connectionSpecs(Collections.singletonList(ConnectionSpec.CLEARTEXT))
                    .protocols(Collections.singletonList(Protocol.H2_PRIOR_KNOWLEDGE));
        }
        HttpProxy through = HttpProxy.of(proxy, endpoint);
        if (through == null) {
            return builder.proxy(Proxy.NO_PROXY).build();
        }
        String authorization = through.authorization();
        return builder.proxy(new Proxy(Proxy.Type.HTTP, through.address()))
                .proxyAuthenticator((route, asked) -> {
                    boolean refused = asked.request().header("Proxy-Authorization") != null;
                    return authorization == null || refused
                            ? null
                            : asked.request()
                                    .newBuilder()
                                    .header("Proxy-Authorization", authorization)
                                    .build();
                })
                .build();
    }

    private RequestBody message(Batch batch) throws IOException {
        Buffer packed = new Buffer();
        if (gzip) {
            try (OutputStream packing = new GZIPOutputStream(packed.outputStream())) {
                batch.writeTo(packing);
            }
        }
        int length = gzip ? (int) packed.size() : batch.size();
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return GRPC;
            }

            @Override
            public long contentLength() {
                return PREFIX_BYTES + length;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.writeByte(gzip ? 1 : 0).writeInt(length);
                if (gzip) {
                    sink.write(packed.snapshot());
                } else {
                    batch.writeTo(sink.outputStream());
                }
            }
        };
    }

    /** A call breaks off by itself when its time is over. */
    @Override
    public void abortIfStuck() {}

    @Override
    public void close() {
        OkHttpClient used = client;
        if (used != null) {
            client = null;
            used.dispatcher().cancelAll();
            used.connectionPool().evictAll();
        }
    }
}

package io.obsagent.verify.httpclient;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Answers in the way that the path asks for, and remembers the headers that arrived. */
final class RecordingServer implements AutoCloseable {

    private static final long SLOW_MILLIS = 1500;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Map<String, List<Headers>> received = new ConcurrentHashMap<>();
    private volatile String elsewhere;

    /** @param tls null for plain HTTP */
    RecordingServer(SSLContext tls) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (tls == null) {
            server = HttpServer.create(address, 0);
        } else {
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = https;
        }
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** All values of a header that came with the last request of that path. */
    List<String> header(String path, String name) {
        List<Headers> requests = requests(path);
        return requests.get(requests.size() - 1).get(name);
    }

    /** The headers of all requests of that path, in the order in which they came. */
    List<Headers> requests(String path) {
        return received.getOrDefault(path, List.of());
    }

    /** Sets where paths that end with {@code /away} are redirected to. */
    void redirectAway(String url) {
        elsewhere = url;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            received.computeIfAbsent(path, first -> new CopyOnWriteArrayList<>())
                    .add(exchange.getRequestHeaders());
            exchange.getRequestBody().readAllBytes();
            if (path.endsWith("/dropped")) {
                return; // ends the connection without a response
            }
            exchange.getResponseHeaders().add("X-Path", path);
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            int status = 200;
            if (path.contains("/status/")) {
                status = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            } else if (path.endsWith("/redirect")) {
                status = 302;
                exchange.getResponseHeaders().add("Location", path + "ed");
            } else if (path.endsWith("/away")) {
                status = 302;
                exchange.getResponseHeaders().add("Location", elsewhere);
            } else if (path.endsWith("/auth") && !exchange.getRequestHeaders().containsKey("Authorization")) {
                status = 401;
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"tests\"");
            } else if (path.contains("/slow")) {
                Thread.sleep(SLOW_MILLIS);
            }
            byte[] body = (exchange.getRequestMethod() + " " + path).getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}

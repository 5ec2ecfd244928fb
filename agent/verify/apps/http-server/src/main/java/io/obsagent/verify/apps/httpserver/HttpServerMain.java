package io.obsagent.verify.apps.httpserver;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Handlers on the JDK's server: those that answer, one that fails, one that leaves the exchange to another thread. */
public final class HttpServerMain {

    private static int port;

    private HttpServerMain() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        port = server.getAddress().getPort();
        ExecutorService workers = Executors.newFixedThreadPool(4);
        server.setExecutor(workers);
        server.createContext("/hello", exchange -> answer(exchange, 200, "hello"));
        server.createContext("/empty", exchange -> exchange.sendResponseHeaders(204, -1));
        server.createContext("/echo", HttpServerMain::echo);
        server.createContext("/chunked", HttpServerMain::chunked);
        server.createContext("/unavailable", exchange -> answer(exchange, 503, "later"));
        server.createContext("/calls", exchange -> answer(exchange, 200, "called " + call(port, "/hello")));
        server.createContext("/refused", exchange -> answer(exchange, 200, callNobody()));
        server.createContext("/held", exchange -> answer(exchange, 200, Held.await()));
        server.createContext("/calls/held", exchange -> answer(exchange, 200, "called " + call(port, "/held")));
        server.createContext("/release", exchange -> answer(exchange, 200, Held.release()));
        server.createContext("/batch/add", exchange -> answer(exchange, 200, Batches.add()));
        server.createContext("/batch/execute", exchange -> answer(exchange, 200, Batches.execute()));
        server.createContext("/later", exchange -> new Thread(() -> answerQuietly(exchange)).start());
        server.createContext("/unclosed", HttpServerMain::answerWithoutClosing);
        server.createContext(
                "/unclosed-later", exchange -> new Thread(() -> answerWithoutClosingQuietly(exchange)).start());
        server.createContext(
                "/unanswered",
                exchange -> answer(
                        exchange,
                        200,
                        callSilentServer(exchange.getRequestHeaders().getFirst("traceparent"))));
        server.createContext("/closed", HttpExchange::close);
        server.createContext("/shop", exchange -> answer(exchange, 200, Shop.visit()));
        server.createContext("/fail", exchange -> {
            throw new IllegalStateException("fail");
        });
        server.createContext("/filtered", exchange -> answer(exchange, 200, "not reached"))
                .getFilters()
                .add(new Refusal());
        server.start();
        System.out.println("port " + port);
        System.out.println("done");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.US_ASCII);
        boolean head = "HEAD".equals(exchange.getRequestMethod());
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static void answerQuietly(HttpExchange exchange) {
        try {
            Thread.sleep(20);
            answer(exchange, 200, "later");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answerWithoutClosing(HttpExchange exchange) throws IOException {
        byte[] body = "unclosed".getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body, 0, 4);
        exchange.getResponseBody().write(body, 4, 4);
        exchange.getResponseBody().flush(); // JDK 25 would keep it, and the client wait
    }

    private static void answerWithoutClosingQuietly(HttpExchange exchange) {
        try {
            Thread.sleep(20);
            answerWithoutClosing(exchange);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String callNobody() {
        try {
            return "called " + call(1, "/"); // nothing listens below 1024 that root has not started
        } catch (IOException refused) {
            return "refused";
        }
    }

    /**
     * Calls a server whose handler leaves the exchange alone, and which is stopped a moment later. By a socket: the JDK's
     * client would send the request once more, which the server may still take.
     */
    private static String callSilentServer(String traceparent) throws IOException {
        HttpServer silent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        silent.createContext("/silent", exchange -> new Thread(() -> stop(silent)).start());
        silent.start();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), silent.getAddress().getPort())) {
            String request = "GET /silent HTTP/1.1\r\nHost: 127.0.0.1\r\ntraceparent: " + traceparent + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() < 0 ? "no answer" : "answer";
        } catch (IOException broken) {
            return "no answer";
        }
    }

    private static void stop(HttpServer server) {
        try {
            Thread.sleep(100); // the handler returns first
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
    }

    private static void echo(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[1000];
        InputStream in = exchange.getRequestBody();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            body.write(buffer, 0, read);
        }
        exchange.sendResponseHeaders(200, body.size());
        exchange.getResponseBody().write(body.toByteArray());
        exchange.close();
    }

    private static void chunked(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < 3; i++) {
                out.write("0123456789".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        }
    }

    private static int call(int port, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL("http://127.0.0.1:" + port + path).openConnection();
        return connection.getResponseCode();
    }

    /** Answers in the handler's place. */
    private static final class Refusal extends Filter {
        @Override
        public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
            answer(exchange, 403, "refused");
        }

        @Override
        public String description() {
            return "refusal";
        }
    }
}

package shop.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Stands in for Telegram where there is no token: takes messages by its bot API, prints them, and shows the last ones at
 * {@code GET /}. Thread-safe.
 */
final class TelegramReceiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT = 100;
    private static final String SENT =
            "{\"ok\":true,\"result\":{\"message_id\":1,\"date\":0,\"chat\":{\"id\":1,\"type\":\"private\"}}}";

    private final HttpServer server;
    private final Deque<String> messages = new ArrayDeque<>();

    private TelegramReceiver(HttpServer server) {
        this.server = server;
    }

    /** Listens on 127.0.0.1, or on the host and port given. */
    public static void main(String[] arguments) throws IOException {
        String host = arguments.length > 0 ? arguments[0] : "127.0.0.1";
        start(host, arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8090);
    }

    /** Starts it; port 0 is any free one. */
    static TelegramReceiver start(String host, int port) throws IOException {
        TelegramReceiver receiver = new TelegramReceiver(HttpServer.create(new InetSocketAddress(host, port), 0));
        receiver.server.createContext("/", receiver::answer);
        receiver.server.start();
        return receiver;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The last messages, oldest first. */
    synchronized List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/")) {
                respond(exchange, 200, "text/plain; charset=utf-8", String.join("\n----\n", messages()));
            } else if (path.matches("/bot[^/]+/sendMessage")) {
                receive(JSON.readTree(exchange.getRequestBody()).path("text").asText());
                respond(exchange, 200, "application/json", SENT);
            } else {
                respond(exchange, 404, "application/json", "{\"ok\":false,\"error_code\":404}");
            }
        }
    }

    private synchronized void receive(String message) {
        System.out.println(message);
        if (messages.size() == KEPT) {
            messages.removeFirst();
        }
        messages.addLast(message);
    }

    private static void respond(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}

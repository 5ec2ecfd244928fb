package io.obsagent.verify.apps.owntelemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What the agent observes of the applications: a server of two paths, its client, a table, and a pool of threads. */
final class Shop {

    private static final String URL = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1";

    /** Takes what it is given, on a thread of its own. */
    static final ExecutorService WORKER = Executors.newSingleThreadExecutor();

    private static HttpServer server;

    private Shop() {}

    /** Serves {@code /order} by what is given, and {@code /stock}, which prints the headers that are of interest. */
    static void open(Runnable order) throws IOException {
        insert("CREATE TABLE item (name VARCHAR(20))");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        handle("/order", exchange -> order.run());
        handle("/stock", Shop::printHeaders);
        server.start();
    }

    private static void handle(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try {
                handler.handle(exchange);
                exchange.sendResponseHeaders(204, -1);
            } catch (RuntimeException | Error e) {
                System.out.println("failed: " + e);
                exchange.sendResponseHeaders(500, -1);
            } finally {
                exchange.close();
            }
        });
    }

    private static void printHeaders(HttpExchange exchange) {
        Map<String, Object> found = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase();
            if (lower.equals("traceparent") || lower.equals("baggage") || lower.contains("b3")) {
                found.put(lower, values);
            }
        });
        System.out.println("headers " + found);
    }

    static void call(String path) {
        call(path, Collections.emptyMap());
    }

    static void call(String path, Map<String, String> headers) {
        try {
            int port = server.getAddress().getPort();
            HttpURLConnection connection =
                    (HttpURLConnection) new URL("http://127.0.0.1:" + port + path).openConnection();
            headers.forEach(connection::setRequestProperty);
            System.out.println(path + " " + connection.getResponseCode());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void insert(String sql) {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a task on the worker and waits for it. */
    static void handOver(Runnable task) {
        try {
            WORKER.submit(task).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

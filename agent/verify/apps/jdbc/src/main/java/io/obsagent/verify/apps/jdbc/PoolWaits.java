package io.obsagent.verify.apps.jdbc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/**
 * Requests that need the one connection of a pool: {@code /never} does not get it, {@code /late} gets it after 300 ms,
 * {@code /soon} at once. Then the pool is closed, as far as it is {@link Closeable}. Arguments: URL, user, password, a {@link Pool}. Stays after the line {@code done}.
 */
public final class PoolWaits {

    private static final int LATE_MILLIS = 300;

    /** Stays reachable as long as the application runs. */
    private static DataSource pool;

    private PoolWaits() {}

    public static void main(String[] args) throws Exception {
        // the driver is loaded before anybody counts how long that takes
        DriverManager.getConnection(args[0], args[1], args[2]).close();
        pool = Pool.valueOf(args[3]).open(args[0], args[1], args[2]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", PoolWaits::serve);
        server.start();
        int port = server.getAddress().getPort();

        Connection lent = pool.getConnection();
        get(port, "/never");
        Thread releasing = new Thread(() -> release(lent));
        releasing.start();
        get(port, "/late");
        releasing.join();
        get(port, "/soon");

        server.stop(0);
        if (pool instanceof Closeable) {
            ((Closeable) pool).close();
        }
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    private static void serve(HttpExchange exchange) throws IOException {
        String outcome = "lent";
        try {
            pool.getConnection().close();
        } catch (SQLException refused) {
            outcome = "refused";
        }
        System.out.println(exchange.getRequestURI() + " " + outcome);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private static void release(Connection connection) {
        try {
            Thread.sleep(LATE_MILLIS);
            connection.close();
            connection.close(); // as applications do; the pool counts one
        } catch (InterruptedException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void get(int port, String path) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes("ISO-8859-1"));
            InputStream in = client.getInputStream();
            while (in.read() >= 0) {
                // until the server has closed the connection
            }
        }
    }
}

package io.obsagent.verify.apps.jdbc;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Runs statements that are all different, on tables that are all different, serves requests with routes that are all
 * different, and loads classes that are all different, each by a class loader of its own that is then forgotten. After each
 * round prints the heap that is in use and the classes that
 * are loaded once everything collectable is gone.
 */
public final class Variety {

    private static final String TEMPLATE = "Throwaway00000000";

    private Variety() {}

    /** @param args rounds; of a round: tables (each two statements), routes and class loaders */
    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        int tables = Integer.parseInt(args[1]);
        int routes = Integer.parseInt(args[2]);
        int loaders = Integer.parseInt(args[3]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        for (int round = 0; round < rounds; round++) {
            // a database of its own: what H2 remembers of one goes with it
            try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:variety" + round)) {
                useTables(connection, round * tables, (round + 1) * tables);
            }
            callRoutes(server, round * routes, (round + 1) * routes);
            loadClasses(round * loaders, (round + 1) * loaders);
            collect();
            Runtime runtime = Runtime.getRuntime();
            System.out.println("heap " + (runtime.totalMemory() - runtime.freeMemory()) / 1024 + " classes "
                    + ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        }
        server.stop(0);
        System.out.println("done");
    }

    private static void useTables(Connection connection, int from, int to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int i = from; i < to; i++) {
                statement.execute("CREATE LOCAL TEMPORARY TABLE table_" + i + " (id INT)");
                statement.execute("DROP TABLE table_" + i);
            }
        }
    }

    private static void callRoutes(HttpServer server, int from, int to) throws IOException {
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            for (int i = from; i < to; i++) {
                String route = "/route" + i;
                HttpContext context = server.createContext(route, exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
                client.getOutputStream()
                        .write(("GET " + route + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes("ISO-8859-1"));
                awaitEmptyLine(client.getInputStream());
                server.removeContext(context);
            }
        }
    }

    private static void awaitEmptyLine(InputStream in) throws IOException {
        int last = 0;
        for (int b = in.read(); b != '\n' || last != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("no answer");
            }
            last = b == '\r' ? last : b;
        }
    }

    private static void loadClasses(int from, int to) throws Exception {
        byte[] template = template();
        int at = new String(template, "ISO-8859-1").indexOf(TEMPLATE) + TEMPLATE.length() - 8;
        for (int i = from; i < to; i++) {
            byte[] number = Integer.toString(100_000_000 + i).substring(1).getBytes("ISO-8859-1");
            System.arraycopy(number, 0, template, at, 8);
            Driver driver = (Driver) new OneClassLoader()
                    .define(template)
                    .getDeclaredConstructor()
                    .newInstance();
            driver.connect("jdbc:none", new Properties());
        }
    }

    private static byte[] template() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = Variety.class.getResourceAsStream(TEMPLATE + ".class")) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                bytes.write(b);
            }
        }
        return bytes.toByteArray();
    }

    private static void collect() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
        }
    }

    private static final class OneClassLoader extends ClassLoader {
        OneClassLoader() {
            super(Variety.class.getClassLoader());
        }

        Class<?> define(byte[] file) {
            return defineClass(null, file, 0, file.length);
        }
    }
}

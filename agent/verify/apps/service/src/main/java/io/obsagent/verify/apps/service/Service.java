package io.obsagent.verify.apps.service;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.h2.jdbcx.JdbcDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service with a server, a client, a database behind a pool, and a log: {@code /relay} calls {@code /items}, which counts
 * rows and logs a line with the id of its trace; {@code /denied} tries what a security manager may forbid.
 */
public final class Service implements AutoCloseable {

    private final HttpServer server;
    private final HikariDataSource pool = new HikariDataSource();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Logger log = logger();

    /** Starts it and prints {@code port N}. */
    public Service() throws IOException, SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:service;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE");
        pool.setDataSource(database);
        pool.setPoolName("service");
        pool.setMaximumPoolSize(4);
        update("create table item (id integer primary key)");
        update("insert into item values (1), (2), (3)");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        answer("/items", new Work() {
            @Override
            public String answer() throws Exception {
                return countItems();
            }
        });
        answer("/relay", new Work() {
            @Override
            public String answer() throws Exception {
                return "relayed " + call(new URL("http://127.0.0.1:" + port() + "/items"));
            }
        });
        answer("/denied", new Work() {
            @Override
            public String answer() {
                return denied();
            }
        });
        server.setExecutor(threads);
        server.start();
        System.out.println("port " + port());
    }

    /** Its HTTP port, on 127.0.0.1. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        pool.close();
    }

    /** What it would be told by a caller. */
    public String call(String path) throws IOException {
        return call(new URL("http://127.0.0.1:" + port() + path));
    }

    private String countItems() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from item")) {
            rows.next();
            log.info("counted");
            return rows.getInt(1) + " items";
        }
    }

    private void update(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String call(URL url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        try (BufferedReader answer =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), "ISO-8859-1"))) {
            return answer.readLine();
        }
    }

    /** What is refused of reading a file, the environment, and ending the JVM, which would not end: nobody exits. */
    private static String denied() {
        StringBuilder denied = new StringBuilder("denied:");
        try (FileInputStream file = new FileInputStream("/proc/version")) {
            file.read();
        } catch (SecurityException refused) {
            denied.append(" read");
        } catch (IOException missing) {
            denied.append(" missing");
        }
        try {
            System.getenv("PATH");
        } catch (SecurityException refused) {
            denied.append(" getenv");
        }
        try {
            Runtime.getRuntime().addShutdownHook(new Thread());
        } catch (SecurityException refused) {
            denied.append(" shutdownHooks");
        }
        return denied.toString();
    }

    private void answer(String path, final Work work) {
        server.createContext(path, new HttpHandler() {
            @Override
            public void handle(HttpExchange exchange) throws IOException {
                byte[] body;
                int status = 200;
                try {
                    body = work.answer().getBytes("ISO-8859-1");
                } catch (Exception failure) {
                    failure.printStackTrace();
                    body = failure.toString().getBytes("ISO-8859-1");
                    status = 500;
                }
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            }
        });
    }

    private static Logger logger() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg in %X{trace_id}%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(encoder);
        console.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        ch.qos.logback.classic.Logger log = context.getLogger("service");
        log.setLevel(Level.INFO);
        log.addAppender(console);
        return log;
    }

    /** Makes the body of an answer. */
    private interface Work {
        String answer() throws Exception;
    }
}

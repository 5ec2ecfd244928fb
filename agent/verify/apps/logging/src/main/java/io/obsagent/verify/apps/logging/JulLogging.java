package io.obsagent.verify.apps.logging;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.SocketHandler;
import java.util.logging.StreamHandler;

/**
 * Logs with java.util.logging to the console, to a file by another thread ({@code -Dlog.file}), and to a socket where
 * {@code -Dlog.port} is given; with {@code -Dlog.filtered=true} also what a logger's filter keeps back. Stays after the line {@code done}.
 */
public final class JulLogging {

    private static final Logger LOG = Logger.getLogger(JulLogging.class.getName());
    private static final ExecutorService WRITER = Executors.newSingleThreadExecutor();

    private JulLogging() {}

    public static void main(String[] args) throws Exception {
        Logger root = Logger.getLogger("");
        root.removeHandler(root.getHandlers()[0]);
        StreamHandler console = new StreamHandler(System.out, new SimpleFormatter());
        FileHandler file = new FileHandler(System.getProperty("log.file"));
        file.setFormatter(new SimpleFormatter());
        root.addHandler(console);
        root.addHandler(asynchronously(file));
        addSocket(root);

        LOG.info("outside");
        if (Boolean.getBoolean("log.filtered")) {
            Logger filtered = Logger.getLogger("filtered");
            filtered.setFilter(record -> false);
            filtered.info("kept back");
        }
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:logging");
                Statement statement = connection.createStatement()) {
            statement.execute("create alias write_log for \"" + JulLogging.class.getName() + ".log\"");
            statement.execute("select write_log() as within");
        }
        WRITER.shutdown();
        WRITER.awaitTermination(10, TimeUnit.SECONDS);
        console.flush();
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    /** Called by H2. */
    public static String log() {
        LOG.log(Level.INFO, "within {0}", "arguments");
        LOG.log(Level.SEVERE, "failed", new IllegalStateException("broken"));
        LOG.fine("disabled");
        LOG.warning("last");
        return "";
    }

    private static void addSocket(Logger root) throws IOException {
        Integer port = Integer.getInteger("log.port");
        if (port != null) {
            SocketHandler socket = new SocketHandler("127.0.0.1", port);
            socket.setFormatter(new SimpleFormatter());
            root.addHandler(socket);
        }
    }

    private static Handler asynchronously(Handler handler) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                WRITER.execute(() -> handler.publish(record));
            }

            @Override
            public void flush() {
                handler.flush();
            }

            @Override
            public void close() {
                handler.close();
            }
        };
    }
}

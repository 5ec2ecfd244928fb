package io.obsagent.verify.apps.logging;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Logs outside and in the midst of operations: statements that call {@link #log}, a function of H2's that is written in
 * Java. Stays after the line {@code done}.
 */
public final class Logging {

    private static final Logger LOG = LoggerFactory.getLogger(Logging.class);

    private Logging() {}

    public static void main(String[] args) throws Exception {
        LOG.info("outside");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:logging");
                Statement statement = connection.createStatement()) {
            statement.execute("create alias write_log for \"" + Logging.class.getName() + ".log\"");
            statement.execute("select write_log('plain') as plain");
            statement.execute("select write_log('fields') as fields");
            statement.execute("select write_log('cleared') as cleared");
            statement.execute("select write_log('own') as own");
            statement.execute("select write_log('error') as error");
            statement.execute("select write_log('disabled') as disabled");
            statement.execute("select write_log('asked') as asked");
        }
        LOG.info("outside again, MDC {}", MDC.getCopyOfContextMap());
        writeWhatAsynchronousAppendersHold();
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    /** Each library has its own way to end. */
    static void writeWhatAsynchronousAppendersHold() throws Exception {
        Object factory = LoggerFactory.getILoggerFactory();
        String library = factory.getClass().getName();
        if (library.startsWith("ch.qos.logback")) {
            factory.getClass().getMethod("stop").invoke(factory);
        } else if (library.startsWith("org.apache.logging")) {
            Object context = Class.forName("org.apache.logging.log4j.LogManager")
                    .getMethod("getContext", boolean.class)
                    .invoke(null, false);
            context.getClass().getMethod("stop").invoke(context);
        } else if (System.getProperty("java.util.logging.manager") != null) {
            Thread.sleep(1_000); // JBoss LogManager's asynchronous handler has no end before the JVM's
        } else {
            Class.forName("org.apache.log4j.LogManager").getMethod("shutdown").invoke(null);
        }
    }

    /** Called by H2. */
    public static String log(String how) throws SQLException {
        switch (how) {
            case "plain":
                LOG.info("plain");
                break;
            case "fields":
                MDC.put("user", "anna");
                LOG.warn("fields of {}", "anna");
                MDC.remove("user");
                break;
            case "cleared":
                MDC.put("user", "anna");
                MDC.clear();
                LOG.info("cleared");
                break;
            case "own":
                MDC.put("trace_id", "mine");
                LOG.info("own");
                MDC.clear();
                break;
            case "asked":
                LOG.info("asked " + MDC.get("trace_id") + " " + MDC.get("span_id") + " " + MDC.get("user"));
                break;
            case "error":
                LOG.error("error", new SQLException("broken"));
                break;
            default:
                LOG.debug("disabled");
        }
        return how;
    }
}

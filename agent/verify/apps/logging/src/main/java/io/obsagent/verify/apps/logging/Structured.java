package io.obsagent.verify.apps.logging;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;

/**
 * Logs what is hard to write down as one line, outside of and within an operation; then what the library that the
 * argument names has for structured events. Stays after the line {@code done}.
 */
public final class Structured {

    private static final Logger LOG = LoggerFactory.getLogger(Structured.class);

    private Structured() {}

    public static void main(String[] args) throws Exception {
        LOG.info("outside");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:logging");
                Statement statement = connection.createStatement()) {
            statement.execute("create alias write_log for \"" + Structured.class.getName() + ".log\"");
            statement.execute("select write_log() as within");
        }
        for (String kind : args) {
            structured(kind);
        }
        Logging.writeWhatAsynchronousAppendersHold();
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    /** Called by H2. */
    public static String log() {
        LOG.info("within");
        LOG.error("failed", failure());
        LOG.info("quote \" backslash \\ tab \t line\nend \u00fc \u20ac \ud83d\ude00 \u2028 \u0001");
        MDC.put("user", "anna");
        MDC.put("message", "mine");
        MDC.put("level", "high");
        LOG.warn("fields of {}", "anna");
        MDC.clear();
        return "";
    }

    private static Exception failure() {
        Exception failure = new IllegalStateException("on \"two\"\nlines", new SQLException("cause"));
        failure.addSuppressed(new RuntimeException("suppressed"));
        return failure;
    }

    private static void structured(String kind) throws Exception {
        switch (kind) {
            case "logstash":
                LogstashEvents.log();
                break;
            case "fluent":
                LOG.atInfo()
                        .addMarker(MarkerFactory.getMarker("PAID"))
                        .addKeyValue("order", 17)
                        .addKeyValue("total", 9.5)
                        .addKeyValue("free", false)
                        .addKeyValue("customer", new StringBuilder("anna"))
                        .log("fluent");
                break;
            case "log4j2":
                Log4j2Events.log();
                break;
            case "log4j2-received":
                Log4j2Events.receive();
                break;
            default:
                throw new IllegalArgumentException(kind);
        }
    }
}

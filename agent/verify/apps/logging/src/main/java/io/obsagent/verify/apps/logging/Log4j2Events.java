package io.obsagent.verify.apps.logging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Collections;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.SimpleMessage;

/** What Log4j 2 has for structured events. */
final class Log4j2Events {

    private static final Logger LOG = LogManager.getLogger(Log4j2Events.class);

    private Log4j2Events() {}

    static void log() {
        LOG.info(MarkerManager.getMarker("PAID"), new MapMessage(Collections.singletonMap("order", "17")));
        LOG.info(new ObjectMessage(Collections.singletonMap("customer", 4711)));
        LOG.info((Object) Collections.singletonMap("items", true));
    }

    /** Appends an event that has been bytes, and has kept of its exception what a proxy keeps. */
    static void receive() throws IOException, ClassNotFoundException {
        LogEvent sent = Log4jLogEvent.newBuilder()
                .setLoggerName("remote")
                .setLevel(Level.ERROR)
                .setMessage(new SimpleMessage("received"))
                .setThrown(new IllegalStateException("elsewhere"))
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        LogEvent received;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            received = (LogEvent) in.readObject();
        }
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        context.getConfiguration().getAppender("console").append(received);
    }
}

package io.obsagent.instrumentation.logging.line;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.obsagent.api.AgentLog;
import io.obsagent.api.LogFields;
import java.nio.charset.Charset;
import net.logstash.logback.argument.StructuredArgument;
import net.logstash.logback.composite.loggingevent.ArgumentsJsonProvider;
import net.logstash.logback.composite.loggingevent.LogstashMarkersJsonProvider;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;
import net.logstash.logback.marker.LogstashMarker;
import org.slf4j.Marker;

/**
 * Structured arguments and markers of logstash-logback-encoder, written by that library: only it knows how, with the
 * application's own Jackson.
 */
final class LogstashFields {

    private static final Charset UTF_8 = Charset.forName("UTF-8");

    private static volatile boolean unusable;

    private LogstashFields() {}

    static void write(ILoggingEvent event, LogFields out) {
        if (unusable || !hasArgument(event.getArgumentArray()) && !LogbackEntry.hasStructuredMarker(event)) {
            return;
        }
        try {
            out.json(new String(Encoder.SHARED.encode(event), UTF_8));
        } catch (LinkageError withoutItsJackson) {
            giveUp(withoutItsJackson);
        }
    }

    /** The application may get by with its arguments as text: it has the library, but not what writes JSON with it. */
    private static synchronized void giveUp(LinkageError failure) {
        if (!unusable) {
            unusable = true;
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            AgentLog.warn(
                    61,
                    "log lines as JSON are without structured arguments and markers: logstash-logback-encoder lacks"
                            + " a library that fits it (" + cause + ')');
        }
    }

    /** Whether a marker is fields and no name. */
    static boolean isStructured(Marker marker) {
        return marker instanceof LogstashMarker;
    }

    private static boolean hasArgument(Object[] arguments) {
        if (arguments != null) {
            for (Object argument : arguments) {
                if (argument instanceof StructuredArgument) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Made for the first event that has something to write. */
    private static final class Encoder {

        static final LoggingEventCompositeJsonEncoder SHARED = encoder();

        private static LoggingEventCompositeJsonEncoder encoder() {
            LoggingEventCompositeJsonEncoder encoder = new LoggingEventCompositeJsonEncoder();
            encoder.setContext(new LoggerContext());
            encoder.getProviders().addProvider(new ArgumentsJsonProvider());
            encoder.getProviders().addProvider(new LogstashMarkersJsonProvider());
            encoder.start();
            return encoder;
        }
    }
}

package io.obsagent.instrumentation.logging.line;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
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

    private static final LoggingEventCompositeJsonEncoder ENCODER = encoder();

    private LogstashFields() {}

    static void write(ILoggingEvent event, LogFields out) {
        if (hasArgument(event.getArgumentArray()) || LogbackEntry.hasStructuredMarker(event)) {
            out.json(new String(ENCODER.encode(event), UTF_8));
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

    private static LoggingEventCompositeJsonEncoder encoder() {
        LoggingEventCompositeJsonEncoder encoder = new LoggingEventCompositeJsonEncoder();
        encoder.setContext(new LoggerContext());
        encoder.getProviders().addProvider(new ArgumentsJsonProvider());
        encoder.getProviders().addProvider(new LogstashMarkersJsonProvider());
        encoder.start();
        return encoder;
    }
}

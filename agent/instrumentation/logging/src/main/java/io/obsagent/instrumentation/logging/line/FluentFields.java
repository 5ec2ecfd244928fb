package io.obsagent.instrumentation.logging.line;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.obsagent.api.LogFields;
import java.util.List;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** What SLF4J's fluent API has added to an event: {@code log.atInfo().addKeyValue("order", 17).log("paid")}. */
final class FluentFields {

    private FluentFields() {}

    static void write(ILoggingEvent event, LogFields out) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            for (KeyValuePair pair : pairs) {
                out.field(pair.key, pair.value);
            }
        }
        List<Marker> markers = event.getMarkerList();
        if (markers != null) {
            for (Marker marker : markers) {
                LogbackEntry.marker(marker, out);
            }
        }
    }

    static boolean hasStructuredMarker(ILoggingEvent event) {
        List<Marker> markers = event.getMarkerList();
        if (markers != null) {
            for (Marker marker : markers) {
                if (LogstashFields.isStructured(marker)) {
                    return true;
                }
            }
        }
        return false;
    }
}

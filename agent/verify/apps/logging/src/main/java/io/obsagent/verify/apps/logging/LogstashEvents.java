package io.obsagent.verify.apps.logging;

import static net.logstash.logback.argument.StructuredArguments.kv;
import static net.logstash.logback.argument.StructuredArguments.value;

import java.util.Arrays;
import net.logstash.logback.marker.Markers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What logstash-logback-encoder adds to Logback. */
final class LogstashEvents {

    private static final Logger LOG = LoggerFactory.getLogger(LogstashEvents.class);

    private LogstashEvents() {}

    static void log() {
        LOG.info("paid {} {}", kv("order", 17), value("items", Arrays.asList("a\"b", "c}")));
        LOG.info(Markers.append("customer", "anna").and(Markers.append("level", 3)), "marked");
    }
}

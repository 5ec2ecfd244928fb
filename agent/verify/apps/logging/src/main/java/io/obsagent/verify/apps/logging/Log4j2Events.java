package io.obsagent.verify.apps.logging;

import java.util.Collections;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.ObjectMessage;

/** What Log4j 2 has for structured events. */
final class Log4j2Events {

    private static final Logger LOG = LogManager.getLogger(Log4j2Events.class);

    private Log4j2Events() {}

    static void log() {
        LOG.info(MarkerManager.getMarker("PAID"), new MapMessage(Collections.singletonMap("order", "17")));
        LOG.info(new ObjectMessage(Collections.singletonMap("customer", 4711)));
        LOG.info((Object) Collections.singletonMap("items", true));
    }
}

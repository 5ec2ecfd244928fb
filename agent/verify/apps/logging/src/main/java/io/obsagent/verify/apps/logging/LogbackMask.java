package io.obsagent.verify.apps.logging;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** A converter of the application's own that hides something. */
public final class LogbackMask extends ClassicConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return event.getFormattedMessage().replace("plain", "***");
    }
}

package io.obsagent.verify.apps.logging;

import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.pattern.ConverterKeys;
import org.apache.logging.log4j.core.pattern.LogEventPatternConverter;

/** A converter of the application's own that hides something. */
@Plugin(name = "Log4j2Mask", category = "Converter")
@ConverterKeys("masked")
public final class Log4j2Mask extends LogEventPatternConverter {

    private Log4j2Mask() {
        super("masked", "masked");
    }

    public static Log4j2Mask newInstance(String[] options) {
        return new Log4j2Mask();
    }

    @Override
    public void format(LogEvent event, StringBuilder out) {
        out.append(event.getMessage().getFormattedMessage().replace("plain", "***"));
    }
}

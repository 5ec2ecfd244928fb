package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.pattern.LogEventPatternConverter;
import org.apache.logging.log4j.core.pattern.PatternFormatter;
import org.apache.logging.log4j.core.pattern.RegexReplacement;

/** {@code PatternLayout.toText}: an event became a line, in a buffer on its way to the stream. */
public final class Log4j2LineHook implements Hook {

    private static final Patterns PATTERNS = new Patterns(
            "org.apache.logging.log4j.core.",
            PatternFormatter.class,
            LogEventPatternConverter.class,
            RegexReplacement.class);

    @Override
    public void after(Call call) {
        LogEvent event = call.arg(1);
        // the serializer holds the pattern's parts, and the layout's own replacement
        if (call.thrown() != null
                || !Lines.isWanted()
                || !Log4j2Entry.isWhole(event)
                || PATTERNS.mayHide(call.arg(0))) {
            return;
        }
        StringBuilder buffer = call.result();
        String line = Lines.json(buffer.toString(), new Log4j2Entry(event));
        if (line != null) {
            buffer.setLength(0);
            buffer.append(line);
        }
    }
}

package io.obsagent.instrumentation.logging.line;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.Converter;
import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code PatternLayout.doLayout}: an event became a line. A layout derived from it may hide secrets, and is left alone. */
public final class LogbackLineHook implements Hook {

    private static final Patterns PATTERNS = new Patterns("ch.qos.logback.", Converter.class);

    @Override
    public void after(Call call) {
        PatternLayout layout = call.self();
        ILoggingEvent event = call.arg(0);
        if (layout.getClass() == PatternLayout.class
                && Lines.isWanted()
                && LogbackEntry.isWhole(event)
                && !PATTERNS.mayHide(layout)) {
            Lines.replaceResult(call, new LogbackEntry(event));
        }
    }
}

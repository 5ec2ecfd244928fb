package io.obsagent.instrumentation.logging.line;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code PatternLayout.doLayout}: an event became a line. A layout derived from it may hide secrets, and is left alone. */
public final class LogbackLineHook implements Hook {

    @Override
    public void after(Call call) {
        PatternLayout layout = call.self();
        if (layout.getClass() == PatternLayout.class && Lines.isWanted(layout.getPattern())) {
            Lines.replaceResult(call, new LogbackEntry(call.<ILoggingEvent>arg(0)));
        }
    }
}

package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import org.apache.log4j.spi.LoggingEvent;

/** {@code format} of Log4j 1's own layouts: an event became a line. Those derived from them may hide secrets. */
public final class Log4j1LineHook implements Hook {

    private static final String PACKAGE = "org.apache.log4j.";

    @Override
    public void after(Call call) {
        if (isOwn(call.self()) && Lines.isWanted()) {
            Lines.replaceResult(call, new Log4j1Entry(call.<LoggingEvent>arg(0)));
        }
    }

    private static boolean isOwn(Object layout) {
        String name = layout.getClass().getName();
        return name.startsWith(PACKAGE) && name.indexOf('.', PACKAGE.length()) < 0;
    }
}

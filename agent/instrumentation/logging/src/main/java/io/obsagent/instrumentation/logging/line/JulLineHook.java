package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** {@code format} of java.util.logging's formatter and of Tomcat's: a record became a line. */
public final class JulLineHook implements Hook {

    @Override
    public void after(Call call) {
        Formatter formatter = call.self();
        String type = formatter.getClass().getName();
        boolean own =
                type.equals("java.util.logging.SimpleFormatter") || type.equals("org.apache.juli.OneLineFormatter");
        if (own && Lines.isWanted()) {
            Lines.replaceResult(call, new JulEntry(call.<LogRecord>arg(0), formatter));
        }
    }
}

package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import org.jboss.logmanager.ExtLogRecord;

/** {@code MultistepFormatter.format}: a record became a line, by a pattern. */
public final class JbossLineHook implements Hook {

    @Override
    public void after(Call call) {
        String type = call.self().getClass().getName();
        boolean pattern = type.equals("org.jboss.logmanager.formatters.PatternFormatter")
                || type.equals("org.jboss.logmanager.formatters.ColorPatternFormatter");
        if (pattern && Lines.isWanted()) {
            Lines.replaceResult(call, new JbossEntry(call.<ExtLogRecord>arg(0)));
        }
    }
}

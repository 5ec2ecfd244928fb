package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogFormat;

/** {@code Layout.ignoresThrowable}: where it does, the appender writes the stack trace below the line. JSON has it inside. */
public final class Log4j1ThrowableHook implements Hook {

    @Override
    public void after(Call call) {
        if (LogFormat.output() == LogFormat.Output.JSON) {
            call.replaceResult(Boolean.FALSE);
        }
    }
}

package io.obsagent.instrumentation.logging;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogKeys;
import io.obsagent.api.LoggedWithin;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;

/** {@code java.util.logging.Formatter.formatMessage}, where it is set so: the message ends with the ids of its trace. */
public final class JulMessageHook implements Hook {

    @Override
    public void after(Call call) {
        LogKeys keys = Telemetry.get().logKeys();
        String message = call.result();
        Operation operation = keys.inMessages() && message != null ? LoggedWithin.get(call.arg(0)) : null;
        if (operation != null) {
            call.replaceResult(message
                    + ' '
                    + keys.traceId()
                    + '='
                    + operation.traceId()
                    + ' '
                    + keys.spanId()
                    + '='
                    + operation.spanId()
                    + ' '
                    + keys.traceFlags()
                    + '='
                    + operation.traceFlags());
        }
    }
}

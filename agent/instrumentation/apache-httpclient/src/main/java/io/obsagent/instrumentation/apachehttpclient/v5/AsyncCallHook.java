package io.obsagent.instrumentation.apachehttpclient.v5;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;
import org.apache.hc.core5.concurrent.FutureCallback;

/** The application's call of an asynchronous client: its callback runs in the context of the call. */
public final class AsyncCallHook implements Hook {

    private static final int CALLBACK = 5;

    @Override
    public void before(Call call) {
        FutureCallback<Object> callback = call.arg(CALLBACK);
        Snapshot snapshot = callback == null ? null : Telemetry.get().capture();
        if (snapshot != null) {
            call.replaceArg(CALLBACK, new CallbackInContext<Object>(callback, snapshot));
        }
    }
}

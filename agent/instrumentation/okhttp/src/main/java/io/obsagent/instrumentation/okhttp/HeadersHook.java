package io.obsagent.instrumentation.okhttp;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import java.util.function.BiConsumer;
import okhttp3.Request;

/** Where a connection writes the headers of a request: writes those of a copy with the trace context. */
public final class HeadersHook implements Hook {

    @Override
    public void before(Call call) {
        Operation operation = Telemetry.get().current();
        if (operation != null) {
            Completed completed = new Completed(call.<Request>arg(0));
            operation.inject(completed);
            call.replaceArg(0, completed.request.build());
        }
    }

    private static final class Completed implements BiConsumer<String, String> {
        private final Request.Builder request;

        Completed(Request request) {
            this.request = request.newBuilder();
        }

        @Override
        public void accept(String name, String value) {
            request.header(name, value);
        }
    }
}

package io.obsagent.instrumentation.apachehttpclient.v4;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.protocol.HttpContext;

/** {@code DefaultRequestDirector.execute}: one call of {@code DefaultHttpClient} with all its rounds. */
public final class DirectorHook implements Hook {

    /** By the client's own context of the call, which it hands to each round. */
    static final State<HttpContext, Operation> OPERATIONS = new State<HttpContext, Operation>();

    @Override
    public void before(Call call) {
        HttpHost target = call.arg(0);
        HttpRequest request = call.arg(1);
        HttpContext context = call.arg(2);
        // without a target the client looks for a default one, and complains
        if (target == null || request == null || context == null) {
            return;
        }
        Operation operation = Telemetry.get().callHttp(new Request4(target, request));
        if (operation != null) {
            OPERATIONS.put(context, operation);
            call.enter(operation);
        }
    }

    @Override
    public void after(Call call) {
        OPERATIONS.remove(call.<HttpContext>arg(2));
        Responses.end(call);
    }
}

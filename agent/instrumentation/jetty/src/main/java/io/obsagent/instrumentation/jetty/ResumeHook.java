package io.obsagent.instrumentation.jetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import org.eclipse.jetty.server.HttpChannel;

/** Where a request that has gone asynchronous is dispatched to the server's handlers once more. */
public final class ResumeHook implements Hook {

    @Override
    public void before(Call call) {
        call.enter(RequestHook.OPERATIONS.get(call.<HttpChannel>arg(0)));
    }
}

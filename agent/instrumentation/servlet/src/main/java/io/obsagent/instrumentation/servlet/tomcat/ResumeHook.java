package io.obsagent.instrumentation.servlet.tomcat;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import org.apache.coyote.Request;

/** Where a request that has gone asynchronous is taken up again, be it by dispatch, time-out, completion or readiness. */
public final class ResumeHook implements Hook {

    @Override
    public void before(Call call) {
        Request request = call.arg(0);
        call.enter((Operation) request.getNote(RequestHook.NOTE));
    }
}

package io.obsagent.instrumentation.servlet.tomcat;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import org.apache.coyote.Response;

/** Where a response is begun anew, as error pages do: its header of the trace is set again. */
public final class ResponseResetHook implements Hook {

    @Override
    public void after(Call call) {
        Response response = call.self();
        Operation operation = (Operation) response.getRequest().getNote(RequestHook.NOTE);
        if (operation != null && call.thrown() == null) {
            setTraceHeader(response, operation);
        }
    }

    /** Sets the header that tells the caller the trace, where one is to be set. */
    static void setTraceHeader(Response response, Operation operation) {
        String header = operation.traceHeader();
        if (header != null) {
            response.setHeader(header, operation.traceHeaderValue());
        }
    }
}

package io.obsagent.instrumentation.servlet.tomcat;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.coyote.Request;

/**
 * Where the connector counts a finished request, whatever its protocol and whether it went asynchronous. Tomcat 7 counts one
 * that has gone asynchronous at once, and then no more.
 */
public final class RequestCountedHook implements Hook {

    @Override
    public void before(Call call) {
        Request request = call.self();
        if (!isAsync((org.apache.catalina.connector.Request) request.getNote(CoyoteAdapter.ADAPTER_NOTES))) {
            RequestEndHook.end(request);
        }
    }

    private static boolean isAsync(org.apache.catalina.connector.Request request) {
        return request != null && request.isAsync();
    }
}

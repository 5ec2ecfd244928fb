package io.obsagent.instrumentation.httpserver;

import com.sun.net.httpserver.Headers;
import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/**
 * Where a request's headers have been read, {@code Request.headers()}, and where its work is done, {@code Exchange.run()}:
 * the server does not hand them on when it rejects the request.
 */
public final class HeadersHook implements Hook {

    /** The headers of the request that this thread works for. */
    static final ThreadLocal<Headers> CURRENT = new ThreadLocal<Headers>();

    @Override
    public void after(Call call) {
        if (call.result() == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(call.<Headers>result());
        }
    }
}

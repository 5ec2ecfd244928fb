package io.obsagent.instrumentation.httpserver;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/**
 * {@code com.sun.net.httpserver}. The classes of the implementation that are named here have had these methods from Java 8
 * to 25.
 */
public final class HttpServerInstrumentation implements Instrumentation {

    private static final String IMPLEMENTATION = "sun.net.httpserver.";

    @Override
    public String name() {
        return "http-server";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.shared();
        weaving.types(IMPLEMENTATION + "HttpExchangeImpl", IMPLEMENTATION + "HttpsExchangeImpl")
                .methods("<init>")
                .with(ExchangeHook.class);
        weaving.types(IMPLEMENTATION + "ExchangeImpl")
                .methods("<init>")
                .with(ConnectionHook.class)
                .methods("sendResponseHeaders(int, long)")
                .staysOn()
                .with(StatusHook.class)
                .methods("close()")
                .staysOn()
                .with(CloseHook.class);
        weaving.types(IMPLEMENTATION + "HttpConnection")
                .methods("close()")
                .staysOn()
                .with(CloseHook.class);
        weaving.types(IMPLEMENTATION + "Event").methods("<init>").staysOn().with(WrittenHook.class);
        weaving.types("com.sun.net.httpserver.Filter$Chain")
                .methods("doFilter(com.sun.net.httpserver.HttpExchange)")
                .outermost("http-server")
                .with(HandleHook.class);
        weaving.types(IMPLEMENTATION + "Request").methods("headers()").with(HeadersHook.class);
        weaving.types(IMPLEMENTATION + "ServerImpl$Exchange")
                .methods("run()")
                .with(HeadersHook.class)
                .methods("reject(int, java.lang.String, java.lang.String)")
                .with(RejectHook.class);
    }
}

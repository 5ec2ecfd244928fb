package io.obsagent.instrumentation.httpclient;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** {@code java.net.HttpURLConnection} as the JDK implements it; its https connections delegate to the same class. */
public final class HttpClientInstrumentation implements Instrumentation {

    static final String NAME = "http-client";

    private static final String CONNECTION = "sun.net.www.protocol.http.HttpURLConnection";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.shared();
        weaving.types(CONNECTION)
                .methods("connect()", "getOutputStream()")
                .outermost("http-url-connection")
                .staysOn()
                .with(RequestHook.class)
                .methods("getInputStream()")
                .outermost("http-url-connection")
                .staysOn()
                .with(ResponseHook.class)
                .methods("plainConnect()")
                .staysOn()
                .with(ConnectHook.class)
                .methods("writeRequests()")
                .staysOn()
                .with(WriteHook.class);
        // connects by itself; all else of a https connection ends up in the class above
        weaving.types("sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection")
                .methods("connect()")
                .outermost("http-url-connection")
                .staysOn()
                .with(RequestHook.class);
        weaving.types("sun.net.www.http.HttpClient")
                .methods("writeRequests(sun.net.www.MessageHeader, sun.net.www.http.PosterOutputStream)")
                .staysOn()
                .with(SendHook.class);
        weaving.types("java.net.HttpURLConnection")
                .methods("getResponseCode()")
                .staysOn()
                .with(StatusHook.class);
    }
}

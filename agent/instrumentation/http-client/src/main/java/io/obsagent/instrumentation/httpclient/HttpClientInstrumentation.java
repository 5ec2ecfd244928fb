package io.obsagent.instrumentation.httpclient;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** {@code java.net.HttpURLConnection} as the JDK implements it; its https connections delegate to the same class. */
public final class HttpClientInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "http-client";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.shared();
        weaving.types("sun.net.www.protocol.http.HttpURLConnection")
                .methods("connect()", "getOutputStream()")
                .outermost("http-url-connection")
                .with(RequestHook.class)
                .methods("getInputStream()")
                .outermost("http-url-connection")
                .with(ResponseHook.class);
    }
}

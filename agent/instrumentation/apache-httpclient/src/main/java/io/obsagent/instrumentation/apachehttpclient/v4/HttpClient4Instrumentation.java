package io.obsagent.instrumentation.apachehttpclient.v4;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** Apache HttpClient 4: the clients that builders make since 4.3, and {@code DefaultHttpClient} since 4.0. */
public final class HttpClient4Instrumentation implements Instrumentation {

    private static final String REQUEST = "org.apache.http.HttpRequest";
    private static final String CONTEXT = "org.apache.http.protocol.HttpContext";

    @Override
    public String name() {
        return "apache-httpclient";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.types(
                        "org.apache.http.impl.execchain.MainClientExec",
                        "org.apache.http.impl.execchain.MinimalClientExec")
                .methods("execute(org.apache.http.conn.routing.HttpRoute,"
                        + " org.apache.http.client.methods.HttpRequestWrapper, ..)")
                .with(AttemptHook.class);
        weaving.types("org.apache.http.impl.client.DefaultRequestDirector")
                .methods("execute(org.apache.http.HttpHost, " + REQUEST + ", " + CONTEXT + ")")
                .with(DirectorHook.class);
        weaving.types("org.apache.http.protocol.HttpRequestExecutor")
                .methods("preProcess(" + REQUEST + ", org.apache.http.protocol.HttpProcessor, " + CONTEXT + ")")
                .with(RoundHook.class);
    }
}

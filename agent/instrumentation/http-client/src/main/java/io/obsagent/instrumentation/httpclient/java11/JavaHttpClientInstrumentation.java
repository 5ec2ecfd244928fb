package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** {@code java.net.http.HttpClient} as the JDK implements it, synchronous and asynchronous. */
public final class JavaHttpClientInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "http-client";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.shared();
        // send and both forms of sendAsync end up here
        weaving.types("jdk.internal.net.http.HttpClientImpl")
                .methods("sendAsync(java.net.http.HttpRequest, java.net.http.HttpResponse$BodyHandler,"
                        + " java.net.http.HttpResponse$PushPromiseHandler, java.util.concurrent.Executor)")
                .replacing()
                .with(SendHook.class);
        weaving.types("jdk.internal.net.http.HttpRequestImpl")
                .methods("<init>(java.net.http.HttpRequest, java.net.ProxySelector)")
                .with(RequestCopyHook.class)
                .methods("<init>(java.net.URI, java.lang.String, jdk.internal.net.http.HttpRequestImpl, ..)")
                .with(NextRequestHook.class)
                .methods("getUserHeaders()")
                .replacing()
                .with(HeadersHook.class);
        weaving.types("jdk.internal.net.http.Exchange")
                .methods("<init>(jdk.internal.net.http.HttpRequestImpl, ..)")
                .with(ExchangeHook.class)
                .methods("responseAsync()")
                .replacing()
                .with(AttemptHook.class);
        weaving.types("jdk.internal.net.http.HttpResponseImpl")
                .methods("<init>(java.net.http.HttpRequest, ..)")
                .with(ResponseHook.class);
    }
}

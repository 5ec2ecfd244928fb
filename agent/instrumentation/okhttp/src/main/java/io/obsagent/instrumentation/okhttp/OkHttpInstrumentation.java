package io.obsagent.instrumentation.okhttp;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** OkHttp 3.4 and later; the classes named here are internal, and have moved with the versions. */
public final class OkHttpInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "okhttp";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.types("okhttp3.internal.connection.ConnectInterceptor")
                .methods("intercept(okhttp3.Interceptor$Chain)")
                .with(AttemptHook.class);
        weaving.types(
                        "okhttp3.internal.http.Http1xStream",
                        "okhttp3.internal.http.Http2xStream",
                        "okhttp3.internal.http1.Http1Codec",
                        "okhttp3.internal.http2.Http2Codec",
                        "okhttp3.internal.http1.Http1ExchangeCodec",
                        "okhttp3.internal.http2.Http2ExchangeCodec")
                .methods("writeRequestHeaders(okhttp3.Request)")
                .replacing()
                .with(HeadersHook.class);
        weaving.types("okhttp3.RealCall$AsyncCall", "okhttp3.internal.connection.RealCall$AsyncCall")
                .methods("<init>")
                .with(EnqueueHook.class)
                .methods("execute()", "run()")
                .with(EnqueuedHook.class);
    }
}

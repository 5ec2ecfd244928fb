package io.obsagent.instrumentation.apachehttpclient.v4async;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** Apache HttpAsyncClient 4.0 and 4.1. */
public final class AsyncClient4Instrumentation implements Instrumentation {

    private static final String CLIENT = "org.apache.http.impl.nio.client.";
    private static final String STATE = CLIENT + "InternalState";

    @Override
    public String name() {
        return "apache-httpclient";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.types(CLIENT + "InternalHttpAsyncClient", CLIENT + "MinimalHttpAsyncClient")
                .methods("execute(org.apache.http.nio.protocol.HttpAsyncRequestProducer,"
                        + " org.apache.http.nio.protocol.HttpAsyncResponseConsumer,"
                        + " org.apache.http.protocol.HttpContext, org.apache.http.concurrent.FutureCallback)")
                .replacing()
                .with(ExecuteHook.class);
        weaving.types(CLIENT + "MainClientExec", CLIENT + "MinimalClientExec")
                .methods("prepare")
                .with(PrepareHook.class)
                .methods("responseReceived")
                .with(ResponseHook.class);
        weaving.types(STATE)
                .methods("setMainRequest(org.apache.http.client.methods.HttpRequestWrapper)")
                .with(MainRequestHook.class);
    }
}

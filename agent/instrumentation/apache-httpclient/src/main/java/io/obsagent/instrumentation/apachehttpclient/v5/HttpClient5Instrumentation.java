package io.obsagent.instrumentation.apachehttpclient.v5;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** Apache HttpClient 5: the elements of its chains that connect, once for each attempt, and callbacks. */
public final class HttpClient5Instrumentation implements Instrumentation {

    private static final String CLIENT = "org.apache.hc.client5.http.";

    @Override
    public String name() {
        return "apache-httpclient";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.types(CLIENT + "impl.classic.ConnectExec")
                .methods("execute(org.apache.hc.core5.http.ClassicHttpRequest, " + CLIENT + "classic.ExecChain$Scope, "
                        + CLIENT + "classic.ExecChain)")
                .with(AttemptHook.class);
        weaving.types(CLIENT + "impl.async.AsyncConnectExec")
                .methods("execute(org.apache.hc.core5.http.HttpRequest,"
                        + " org.apache.hc.core5.http.nio.AsyncEntityProducer, " + CLIENT
                        + "async.AsyncExecChain$Scope, "
                        + CLIENT + "async.AsyncExecChain, " + CLIENT + "async.AsyncExecCallback)")
                .replacing()
                .with(AsyncAttemptHook.class);
        weaving.types(CLIENT + "impl.async.InternalAbstractHttpAsyncClient")
                .methods("doExecute(org.apache.hc.core5.http.HttpHost,"
                        + " org.apache.hc.core5.http.nio.AsyncRequestProducer,"
                        + " org.apache.hc.core5.http.nio.AsyncResponseConsumer,"
                        + " org.apache.hc.core5.http.nio.HandlerFactory, org.apache.hc.core5.http.protocol.HttpContext,"
                        + " org.apache.hc.core5.concurrent.FutureCallback)")
                .replacing()
                .with(AsyncCallHook.class);
    }
}

package io.obsagent.instrumentation.reactornetty;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** The HTTP client of Reactor Netty. */
public final class ReactorNettyInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "reactor-netty";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.subtypesOf("reactor.netty.resources.ConnectionProvider")
                .methods("acquire(reactor.netty.transport.TransportConfig, reactor.netty.ConnectionObserver,"
                        + " java.util.function.Supplier, io.netty.resolver.AddressResolverGroup)")
                .outermost("reactor-netty")
                .replacing()
                .with(AttemptHook.class);
        weaving.types("reactor.netty.http.client.HttpClientOperations")
                .methods("beforeMarkSentHeaders()")
                .with(HeadersHook.class)
                .methods("onInboundNext(io.netty.channel.ChannelHandlerContext, java.lang.Object)", "onInboundClose()")
                .with(InboundHook.class);
    }
}

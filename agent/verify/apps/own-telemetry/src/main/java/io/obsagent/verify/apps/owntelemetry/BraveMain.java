package io.obsagent.verify.apps.owntelemetry;

import brave.Span;
import brave.Tracer;
import brave.Tracing;
import brave.propagation.TraceContext;
import java.util.HashMap;
import java.util.Map;

/** Traces by Brave, as Spring Cloud Sleuth does, and writes Brave's headers to its calls. */
public final class BraveMain {

    private static final Tracing TRACING =
            Tracing.newBuilder().localServiceName("shop").build();

    private BraveMain() {}

    public static void main(String[] args) throws Exception {
        Shop.open(BraveMain::order);
        Shop.call("/order");
        System.out.println("done");
    }

    private static void order() {
        Span call =
                TRACING.tracer().newTrace().kind(Span.Kind.CLIENT).name("call").start();
        try (Tracer.SpanInScope ignored = TRACING.tracer().withSpanInScope(call)) {
            TraceContext.Injector<Map<String, String>> injector =
                    TRACING.propagation().injector(Map::put);
            Map<String, String> headers = new HashMap<>();
            injector.inject(call.context(), headers);
            System.out.println("brave " + call.context().traceIdString());
            Shop.call("/stock", headers);
        } finally {
            call.finish();
        }
    }
}

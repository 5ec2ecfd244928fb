package io.obsagent.verify.apps.owntelemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Brings an OpenTelemetry SDK of its own, exports its spans by itself, and writes the headers of its calls by itself. */
public final class SdkMain {

    private static Tracer tracer;
    private static Tracer silent;

    private SdkMain() {}

    public static void main(String[] args) throws Exception {
        OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(new Printing()))
                        .build())
                .setPropagators(ContextPropagators.create(TextMapPropagator.composite(
                        W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance())))
                .buildAndRegisterGlobal();
        tracer = GlobalOpenTelemetry.getTracer("shop");
        silent = SdkTracerProvider.builder()
                .setSampler(Sampler.alwaysOff())
                .addSpanProcessor(SimpleSpanProcessor.create(new Printing()))
                .build()
                .get("silent");
        Shop.open(SdkMain::order);
        Shop.call("/order");
        System.out.println("done");
    }

    private static void order() {
        Span work = tracer.spanBuilder("work").startSpan();
        try (Scope ignored = work.makeCurrent()) {
            Shop.insert("INSERT INTO item VALUES ('pear')");
            System.out.println("own " + (Span.current() instanceof ReadableSpan));
            Shop.handOver(() -> {
                try (Scope alsoIgnored = work.makeCurrent()) {
                    tracer.spanBuilder("work on").startSpan().end();
                }
                Shop.insert("UPDATE item SET name = 'plum'");
            });
            call();
        } finally {
            work.end();
        }
        Span unseen = silent.spanBuilder("unseen").startSpan();
        try (Scope ignored = unseen.makeCurrent()) {
            Shop.insert("DELETE FROM item");
        } finally {
            unseen.end();
        }
    }

    /** As an instrumentation of a client does it. */
    private static void call() {
        Span call = tracer.spanBuilder("call").setSpanKind(SpanKind.CLIENT).startSpan();
        try (Scope ignored = call.makeCurrent()) {
            Map<String, String> headers = new HashMap<>();
            GlobalOpenTelemetry.getPropagators().getTextMapPropagator().inject(Context.current(), headers, Map::put);
            Shop.call("/stock", headers);
        } finally {
            call.end();
        }
    }

    private static final class Printing implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            for (SpanData span : spans) {
                System.out.println("sdk " + span.getName() + ": " + span.getTraceId() + ' ' + span.getSpanId() + ' '
                        + span.getParentSpanId());
            }
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}

package io.obsagent.verify.apps.owntelemetry;

import static java.lang.invoke.MethodType.methodType;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.invoke.MethodHandles;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.TimeUnit;

/**
 * Exports over OTLP by all that its version of the SDK has for that, and makes calls of its own between. What the oldest
 * version does not have is called by reflection.
 */
public final class ExportMain {

    private static final String[] EXPORTERS = {
        "trace.OtlpGrpcSpanExporter",
        "logs.OtlpGrpcLogRecordExporter",
        "http.metrics.OtlpHttpMetricExporter",
        "http.logs.OtlpHttpLogRecordExporter",
        "http.trace.OtlpHttpSpanExporter",
    };
    private static final String[] MARKS = {
        "io.opentelemetry.exporter.internal", "io.opentelemetry.api.internal", "io.opentelemetry.api.impl"
    };

    private static SpanExporter spans;

    private ExportMain() {}

    /** @param args where a collector takes traces by HTTP and gRPC */
    public static void main(String[] args) throws Throwable {
        for (String name : EXPORTERS) {
            export(name, name.startsWith("http") ? args[0] : args[1]);
        }
        Shop.open(ExportMain::order);
        Shop.call("/order");
        for (String place : MARKS) {
            callUnobserved(place + ".InstrumentationUtil");
        }
        System.out.println("done");
    }

    private static void export(String name, String endpoint) throws Throwable {
        Class<?> type = find("io.opentelemetry.exporter.otlp." + name);
        if (type == null) {
            return;
        }
        // by handles: reflection would look for the types of all methods, some of which are not there
        MethodHandles.Lookup methods = MethodHandles.publicLookup();
        Class<?> builderType = Class.forName(type.getName() + "Builder");
        Object builder =
                methods.findStatic(type, "builder", methodType(builderType)).invoke();
        methods.findVirtual(builderType, "setEndpoint", methodType(builderType, String.class))
                .invoke(builder, endpoint);
        Object exporter =
                methods.findVirtual(builderType, "build", methodType(type)).invoke(builder);
        Object result = type.getMethod("export", Collection.class).invoke(exporter, Collections.emptyList());
        print(name, (CompletableResultCode) result);
        if (exporter instanceof SpanExporter) {
            spans = (SpanExporter) exporter;
        }
    }

    /** One span, exported on the thread of the request and on the SDK's own. */
    private static void order() {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .addSpanProcessor(BatchSpanProcessor.builder(spans).build())
                .build();
        Tracer tracer = provider.get("shop");
        tracer.spanBuilder("work").startSpan().end();
        Shop.call("/stock");
        print("spans", provider.forceFlush());
    }

    private static void callUnobserved(String name) throws Exception {
        Class<?> type = find(name);
        if (type != null) {
            Runnable call = () -> Shop.call("/unobserved");
            type.getMethod("suppressInstrumentation", Runnable.class).invoke(null, call);
        }
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static void print(String what, CompletableResultCode result) {
        System.out.println(
                "exported " + what + ' ' + result.join(30, TimeUnit.SECONDS).isSuccess());
    }
}

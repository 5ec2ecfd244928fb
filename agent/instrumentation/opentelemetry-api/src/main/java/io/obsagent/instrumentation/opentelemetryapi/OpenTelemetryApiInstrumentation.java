package io.obsagent.instrumentation.opentelemetryapi;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/**
 * The OpenTelemetry API of the application. What is hooked is what it does where nobody has set an SDK, so an SDK of the
 * application's goes on as it is, and the storage of the current context, which both share. Of an SDK it is what sends.
 */
public final class OpenTelemetryApiInstrumentation implements Instrumentation {

    private static final String CONTEXT = "io.opentelemetry.context.Context";

    @Override
    public String name() {
        return "opentelemetry-api";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.types(CONTEXT).methods("current()").replacing().with(CurrentContextHook.class);
        weaving.types("io.opentelemetry.context.ThreadLocalContextStorage")
                .methods("attach(" + CONTEXT + ")")
                .replacing()
                .with(AttachHook.class);
        weaving.types("io.opentelemetry.api.trace.DefaultTracer")
                .methods("spanBuilder(java.lang.String)")
                .replacing()
                .with(SpanBuilderHook.class)
                .methods("isEnabled()")
                .replacing()
                .with(EnabledHook.class);
        weaving.types("io.opentelemetry.api.DefaultOpenTelemetry")
                .methods("getPropagators()")
                .replacing()
                .with(PropagatorsHook.class);
        // each for itself: what all of them declare in all versions, whoever has written the exporter
        weaving.subtypesOf(
                        "io.opentelemetry.sdk.trace.export.SpanExporter",
                        "io.opentelemetry.sdk.metrics.export.MetricExporter",
                        "io.opentelemetry.sdk.logs.export.LogRecordExporter")
                .methods("export(java.util.Collection)")
                .with(ExportHook.class);
        // what else the SDK sends (a sampler asks for its rules); from 1.32, 1.41 and 1.63 on
        weaving.types(
                        "io.opentelemetry.exporter.internal.InstrumentationUtil",
                        "io.opentelemetry.api.internal.InstrumentationUtil",
                        "io.opentelemetry.api.impl.InstrumentationUtil")
                .methods("suppressInstrumentation(java.lang.Runnable)")
                .with(ExportHook.class);
    }
}

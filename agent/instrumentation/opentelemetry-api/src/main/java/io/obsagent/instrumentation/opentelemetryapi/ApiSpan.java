package io.obsagent.instrumentation.opentelemetryapi;

import io.obsagent.api.Failures;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;

/** An operation of the agent as the application's API shows it. Two for the same operation are equal. */
final class ApiSpan implements Span {

    final Operation operation;

    ApiSpan(Operation operation) {
        this.operation = operation;
    }

    /** Whether an operation is a span, and not baggage alone. */
    static boolean isValid(Operation operation) {
        return !SpanId.getInvalid().equals(operation.spanId());
    }

    /** What the agent takes for the parent of what is done within a context; null: nothing. */
    static Operation operation(Context context) {
        try {
            return of(Span.fromContextOrNull(context));
        } catch (Throwable failure) {
            Failures.note("opentelemetry-api", "parent not read", failure);
            return null;
        }
    }

    private static Operation of(Span span) {
        if (span instanceof ApiSpan) {
            return ((ApiSpan) span).operation;
        }
        SpanContext ids = span == null ? SpanContext.getInvalid() : span.getSpanContext();
        if (!ids.isValid()) {
            return null;
        }
        if (!ids.isSampled() && !ids.isRemote()) {
            // one that an SDK here does not record: what is done within belongs to what is around it
            return Telemetry.get().current();
        }
        String state = TraceStateHeader.write(ids.getTraceState());
        return Telemetry.get().elsewhere(ids.getTraceId(), ids.getSpanId(), ids.isSampled(), ids.isRemote(), state);
    }

    @Override
    public Span setAttribute(String key, String value) {
        operation.value(key, value);
        return this;
    }

    @Override
    public Span setAttribute(String key, long value) {
        operation.value(key, value);
        return this;
    }

    @Override
    public Span setAttribute(String key, double value) {
        operation.value(key, value);
        return this;
    }

    @Override
    public Span setAttribute(String key, boolean value) {
        operation.value(key, value);
        return this;
    }

    @Override
    public <T> Span setAttribute(AttributeKey<T> key, T value) {
        String name = NamesAndValues.name(key);
        if (name != null) {
            operation.value(name, value);
        }
        return this;
    }

    @Override
    public Span addEvent(String name, Attributes attributes) {
        operation.event(name, 0, NamesAndValues.of(attributes));
        return this;
    }

    @Override
    public Span addEvent(String name, Attributes attributes, long timestamp, TimeUnit unit) {
        operation.event(name, unit == null ? 0 : unit.toNanos(timestamp), NamesAndValues.of(attributes));
        return this;
    }

    @Override
    public Span setStatus(StatusCode code, String description) {
        if (code == StatusCode.OK || code == StatusCode.ERROR) {
            operation.outcome(code == StatusCode.OK, description == null || description.isEmpty() ? null : description);
        }
        return this;
    }

    @Override
    public Span recordException(Throwable exception, Attributes additional) {
        operation.exception(exception, NamesAndValues.of(additional));
        return this;
    }

    @Override
    public Span updateName(String name) {
        operation.name(name);
        return this;
    }

    /** Of newer versions of the API. */
    public Span addLink(SpanContext ids) {
        return addLink(ids, Attributes.empty());
    }

    /** Of newer versions of the API; the agent's links have no attributes. */
    public Span addLink(SpanContext ids, Attributes attributes) {
        link(operation, ids);
        return this;
    }

    static void link(Operation operation, SpanContext ids) {
        try {
            if (ids != null && ids.isValid()) {
                String state = TraceStateHeader.write(ids.getTraceState());
                operation.link(ids.getTraceId(), ids.getSpanId(), ids.isSampled(), state);
            }
        } catch (Throwable failure) {
            Failures.note("opentelemetry-api", "link not read", failure);
        }
    }

    @Override
    public void end() {
        operation.endAt(0);
    }

    @Override
    public void end(long timestamp, TimeUnit unit) {
        operation.endAt(unit == null ? 0 : unit.toNanos(timestamp));
    }

    /** Asked for each time, as whether the trace is sampled may be decided later. */
    @Override
    public SpanContext getSpanContext() {
        return SpanContext.create(
                operation.traceId(),
                operation.spanId(),
                TraceFlags.fromHex(operation.traceFlags(), 0),
                TraceState.getDefault());
    }

    @Override
    public boolean isRecording() {
        return operation.isRecording();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiSpan && ((ApiSpan) other).operation == operation;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(operation);
    }

    @Override
    public String toString() {
        return "Span{" + operation.traceId() + ", " + operation.spanId() + '}';
    }
}

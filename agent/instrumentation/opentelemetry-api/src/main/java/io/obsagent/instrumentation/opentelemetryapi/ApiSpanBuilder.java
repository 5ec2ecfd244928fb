package io.obsagent.instrumentation.opentelemetryapi;

import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts spans that the agent records. */
final class ApiSpanBuilder implements SpanBuilder {

    /** As OpenTelemetry's SDK calls them. */
    private static final String WITHOUT_NAME = "<unspecified span name>";

    private final String name;
    private Context parent;
    private SpanKind kind = SpanKind.INTERNAL;
    private long startEpochNanos;
    /** Name, value, name, value ... */
    private List<Object> attributes;

    private List<SpanContext> links;

    ApiSpanBuilder(String name) {
        this.name = name == null || name.trim().isEmpty() ? WITHOUT_NAME : name;
    }

    @Override
    public SpanBuilder setParent(Context context) {
        if (context != null) {
            parent = context;
        }
        return this;
    }

    @Override
    public SpanBuilder setNoParent() {
        parent = Context.root();
        return this;
    }

    @Override
    public SpanBuilder addLink(SpanContext ids) {
        if (ids != null) {
            links = links == null ? new ArrayList<SpanContext>(2) : links;
            links.add(ids);
        }
        return this;
    }

    /** The agent's links have no attributes. */
    @Override
    public SpanBuilder addLink(SpanContext ids, Attributes ignored) {
        return addLink(ids);
    }

    @Override
    public SpanBuilder setAttribute(String key, String value) {
        return add(key, value);
    }

    @Override
    public SpanBuilder setAttribute(String key, long value) {
        return add(key, value);
    }

    @Override
    public SpanBuilder setAttribute(String key, double value) {
        return add(key, value);
    }

    @Override
    public SpanBuilder setAttribute(String key, boolean value) {
        return add(key, value);
    }

    @Override
    public <T> SpanBuilder setAttribute(AttributeKey<T> key, T value) {
        String known = NamesAndValues.name(key);
        return known == null ? this : add(known, value);
    }

    private SpanBuilder add(String key, Object value) {
        attributes = attributes == null ? new ArrayList<Object>() : attributes;
        attributes.add(key);
        attributes.add(value);
        return this;
    }

    @Override
    public SpanBuilder setSpanKind(SpanKind spanKind) {
        if (spanKind != null) {
            kind = spanKind;
        }
        return this;
    }

    @Override
    public SpanBuilder setStartTimestamp(long timestamp, TimeUnit unit) {
        startEpochNanos = unit == null || timestamp < 0 ? 0 : unit.toNanos(timestamp);
        return this;
    }

    @Override
    public Span startSpan() {
        Context within = parent == null ? Context.current() : parent;
        Operation started = Telemetry.get().span(name, kind.name(), ApiSpan.operation(within), startEpochNanos);
        if (started == null) {
            // as without the agent: the context of the parent goes on
            return Span.wrap(Span.fromContext(within).getSpanContext());
        }
        if (attributes != null) {
            for (int i = 0; i < attributes.size(); i += 2) {
                started.value((String) attributes.get(i), attributes.get(i + 1));
            }
        }
        if (links != null) {
            for (int i = 0; i < links.size(); i++) {
                ApiSpan.link(started, links.get(i));
            }
        }
        return new ApiSpan(started);
    }
}

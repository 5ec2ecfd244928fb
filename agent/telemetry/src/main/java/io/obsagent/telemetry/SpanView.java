package io.obsagent.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.internal.W3CTraceContextEncoding;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** An ended operation, and its context, as OpenTelemetry's exporter sees them. Used again for another operation. */
final class SpanView implements SpanData, SpanContext {

    private static final SpanKind[] KINDS = SpanKind.values();

    private final Resource resource;
    private final InstrumentationScopeInfo scope;
    private final SpanAttributes attributes;

    private SpanOperation span;
    private String traceId;
    private String spanId;
    private String name;
    private SpanContext parent;
    private TraceState state;
    private List<EventData> events;
    private List<LinkData> links;

    SpanView(Resource resource, InstrumentationScopeInfo scope, SpanAttributes attributes) {
        this.resource = resource;
        this.scope = scope;
        this.attributes = attributes;
    }

    /** @param previous view of the span before in the batch, often of the same trace; or null */
    void show(SpanOperation ended, SpanView previous) {
        span = ended;
        boolean sameTrace = previous != null
                && previous.span.traceIdHigh == ended.traceIdHigh
                && previous.span.traceIdLow == ended.traceIdLow;
        traceId = sameTrace ? previous.traceId : TraceId.fromLongs(ended.traceIdHigh, ended.traceIdLow);
        spanId = SpanId.fromLong(ended.spanId);
        name = ended.spanName();
        state = state(ended.traceState);
        parent = parent();
        ended.putAttributes(attributes);
        events = ended.events();
        links = ended.links();
    }

    void clear() {
        span = null;
        attributes.clear();
    }

    private SpanContext parent() {
        if (span.parentSpanId == 0) {
            return SpanContext.getInvalid();
        }
        String id = SpanId.fromLong(span.parentSpanId);
        return span.parentRemote
                ? SpanContext.createFromRemoteParent(traceId, id, TraceFlags.getSampled(), TraceState.getDefault())
                : SpanContext.create(traceId, id, TraceFlags.getSampled(), TraceState.getDefault());
    }

    /** A header that is not valid is handed on to peers as it came, but not exported. */
    static TraceState state(String header) {
        try {
            return header == null ? TraceState.getDefault() : W3CTraceContextEncoding.decodeTraceState(header);
        } catch (IllegalArgumentException notValid) {
            return TraceState.getDefault();
        }
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public SpanKind getKind() {
        return KINDS[span.kind - 1]; // OTLP has one more, "unspecified", in front
    }

    @Override
    public SpanContext getSpanContext() {
        return this;
    }

    @Override
    public String getTraceId() {
        return traceId;
    }

    @Override
    public String getSpanId() {
        return spanId;
    }

    @Override
    public TraceFlags getTraceFlags() {
        return TraceFlags.getSampled();
    }

    @Override
    public TraceState getTraceState() {
        return state;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public SpanContext getParentSpanContext() {
        return parent;
    }

    @Override
    public StatusData getStatus() {
        return span.failed ? StatusData.error() : StatusData.unset();
    }

    @Override
    public long getStartEpochNanos() {
        return span.startEpochNanos;
    }

    @Override
    public long getEndEpochNanos() {
        return span.endEpochNanos();
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public int getTotalAttributeCount() {
        return attributes.offered() + span.droppedAttributes();
    }

    @Override
    public List<EventData> getEvents() {
        return events;
    }

    @Override
    public int getTotalRecordedEvents() {
        return span.eventCount();
    }

    @Override
    public List<LinkData> getLinks() {
        return links;
    }

    @Override
    public int getTotalRecordedLinks() {
        return links.size() + span.droppedLinks();
    }

    @Override
    public Resource getResource() {
        return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return scope;
    }

    @Override
    @SuppressWarnings("deprecation")
    public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return io.opentelemetry.sdk.common.InstrumentationLibraryInfo.create(scope.getName(), scope.getVersion());
    }
}

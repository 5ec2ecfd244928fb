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

/** An ended operation as OpenTelemetry's exporter sees it. Used again for another operation. */
final class SpanView implements SpanData {

    private static final SpanKind[] KINDS = SpanKind.values();

    private final Resource resource;
    private final InstrumentationScopeInfo scope;
    private final SpanAttributes attributes;

    private final Context context = new Context();
    private final Context parent = new Context();

    private SpanOperation span;
    private String name;
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
        SpanView related = sameTrace ? previous : null;
        String traceId = sameTrace ? previous.context.traceId : TraceId.fromLongs(ended.traceIdHigh, ended.traceIdLow);
        context.show(traceId, spanId(ended.spanId, related), state(ended.traceState), false);
        if (ended.parentSpanId != 0) {
            parent.show(traceId, spanId(ended.parentSpanId, related), TraceState.getDefault(), ended.parentRemote);
        }
        name = ended.spanName();
        ended.putAttributes(attributes);
        events = ended.events();
        links = ended.links();
    }

    /** Neighbours in a batch are siblings, or parent and child: often one of them has the text. */
    private static String spanId(long id, SpanView related) {
        if (related != null) {
            if (related.span.parentSpanId == id) {
                return related.parent.spanId;
            }
            if (related.span.spanId == id) {
                return related.context.spanId;
            }
        }
        return SpanId.fromLong(id);
    }

    /** Keeps nothing of the span: stack traces are long. */
    void clear() {
        span = null;
        name = null;
        events = null;
        links = null;
        context.show(null, null, null, false);
        parent.show(null, null, null, false);
        attributes.clear();
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
        return context;
    }

    @Override
    public SpanContext getParentSpanContext() {
        return span.parentSpanId == 0 ? SpanContext.getInvalid() : parent;
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

    /** The ids of a span; used again too, and spared their validation. */
    private static final class Context implements SpanContext {
        private String traceId;
        private String spanId;
        private TraceState state;
        private boolean remote;

        void show(String ofTrace, String ofSpan, TraceState traceState, boolean isRemote) {
            traceId = ofTrace;
            spanId = ofSpan;
            state = traceState;
            remote = isRemote;
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
            return remote;
        }

        @Override
        public boolean isValid() {
            return true;
        }
    }
}

package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.export.ProtoWriter;
import io.obsagent.telemetry.export.SpanBatch;
import io.opentelemetry.api.trace.propagation.internal.W3CTraceContextEncoding;
import java.util.Map;
import java.util.Objects;

/**
 * Writes ended operations as OTLP's {@code ExportTraceServiceRequest}. A span is written when it is added, in one pass, and
 * nothing of it is kept; a span of another service than the one before begins another resource. OpenTelemetry's own
 * encoder measures everything before it writes it, and wants maps and objects to read from.
 *
 * @see <a href="https://github.com/open-telemetry/opentelemetry-proto/blob/v1.8.0/opentelemetry/proto/trace/v1/trace.proto">
 *     trace.proto</a>
 */
final class SpanWriter implements SpanBatch<SpanOperation> {

    /** The version of the semantic conventions that resource and spans follow. */
    static final String SCHEMA = "https://opentelemetry.io/schemas/1.44.0";

    private static final String SCOPE_TEXT = "io.obsagent";

    private static final int RESOURCE_SPANS = 1 << 3 | 2;
    private static final int RESOURCE = 1 << 3 | 2;
    private static final int RESOURCE_ATTRIBUTE = 1 << 3 | 2;
    private static final int SCOPE_SPANS = 2 << 3 | 2;
    private static final int SCOPE = 1 << 3 | 2;
    private static final int SCOPE_NAME = 1 << 3 | 2;
    private static final int SCOPE_VERSION = 2 << 3 | 2;
    private static final int SCHEMA_URL = 3 << 3 | 2;

    private static final int SPAN = 2 << 3 | 2;
    private static final int TRACE_ID = 1 << 3 | 2;
    private static final int SPAN_ID = 2 << 3 | 2;
    private static final int TRACE_STATE = 3 << 3 | 2;
    private static final int PARENT_SPAN_ID = 4 << 3 | 2;
    private static final int NAME = 5 << 3 | 2;
    private static final int KIND = 6 << 3;
    private static final int START = 7 << 3 | 1;
    private static final int END = 8 << 3 | 1;
    private static final int ATTRIBUTE = 9 << 3 | 2;
    private static final int DROPPED_ATTRIBUTES = 10 << 3;
    private static final int EVENT = 11 << 3 | 2;
    private static final int DROPPED_EVENTS = 12 << 3;
    private static final int LINK = 13 << 3 | 2;
    private static final int DROPPED_LINKS = 14 << 3;
    private static final int STATUS = 15 << 3 | 2;
    private static final int STATUS_MESSAGE = 2 << 3 | 2;
    private static final int STATUS_CODE = 3 << 3;
    private static final int FLAGS = 16 << 3 | 5;
    private static final int FLAG_SAMPLED = 1;
    private static final int FLAG_KNOWS_WHETHER_REMOTE = 0x100;
    private static final int FLAG_REMOTE = 0x200;

    private static final int EVENT_TIME = 1 << 3 | 1;
    private static final int EVENT_NAME = 2 << 3 | 2;
    private static final int EVENT_ATTRIBUTE = 3 << 3 | 2;

    private static final int LINK_FLAGS = 6 << 3 | 5;

    /** What lengths take most often: of a span from 128 bytes on, of all spans from 16 KB on. */
    private static final int SPAN_LENGTH_BYTES = 2;

    private static final int SPANS_LENGTH_BYTES = 3;

    private final AgentConfig.Limits limits;
    private final Map<String, Object> resourceAttributes;
    private final ProtoWriter request = new ProtoWriter();
    private final SpanAttributes attributes;
    private final PersonalData personal;
    private final String version;
    private int size;
    private int resourceSpans;
    private int scopeSpans;
    /** Whose spans are being written; null for the JVM's service. */
    private String service;
    /** The resource of the JVM's service as it was written; null until then. */
    private byte[] ownResource;

    /** @param resourceAttributes texts and Longs */
    SpanWriter(AgentConfig config, Map<String, Object> resourceAttributes) {
        this.limits = config.limits;
        this.resourceAttributes = resourceAttributes;
        this.version = (String) resourceAttributes.get("telemetry.distro.version");
        this.personal = new PersonalData(config.redact);
        this.attributes = new SpanAttributes(config, request, ATTRIBUTE);
    }

    @Override
    public int touch(SpanOperation span) {
        return span.touch();
    }

    @Override
    public void add(SpanOperation span) {
        if (size == 0) {
            request.clear();
            begin(span.service);
        } else if (!Objects.equals(service, span.service)) {
            endService();
            begin(span.service);
        }
        int before = request.size();
        boolean whole = false;
        try {
            write(span);
            whole = true;
            size++;
        } finally {
            if (!whole) {
                request.cutTo(before);
            }
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void clear() {
        request.clear();
        size = 0;
    }

    @Override
    public ProtoWriter end() {
        endService();
        return request;
    }

    private void endService() {
        request.text(SCHEMA_URL, SCHEMA);
        request.end(scopeSpans, SPANS_LENGTH_BYTES);
        request.text(SCHEMA_URL, SCHEMA);
        request.end(resourceSpans, SPANS_LENGTH_BYTES);
    }

    private void begin(String ofService) {
        service = ofService;
        resourceSpans = request.begin(RESOURCE_SPANS, SPANS_LENGTH_BYTES);
        writeResource();
        scopeSpans = request.begin(SCOPE_SPANS, SPANS_LENGTH_BYTES);
        int scope = request.begin(SCOPE);
        request.text(SCOPE_NAME, SCOPE_TEXT);
        if (version != null) {
            request.text(SCOPE_VERSION, version);
        }
        request.end(scope);
    }

    private void writeResource() {
        if (service == null && ownResource != null) {
            request.encoded(ownResource);
            return;
        }
        int before = request.size();
        int resource = request.begin(RESOURCE);
        for (Map.Entry<String, Object> attribute : resourceAttributes.entrySet()) {
            Object value = attribute.getValue();
            if (service != null && "service.name".equals(attribute.getKey())) {
                KeyValue.put(request, RESOURCE_ATTRIBUTE, attribute.getKey(), service);
            } else if (value instanceof Long) {
                KeyValue.put(request, RESOURCE_ATTRIBUTE, attribute.getKey(), (Long) value);
            } else {
                KeyValue.put(request, RESOURCE_ATTRIBUTE, attribute.getKey(), value.toString());
            }
        }
        request.end(resource);
        if (service == null) {
            ownResource = request.copyFrom(before);
        }
    }

    private void write(SpanOperation span) {
        ProtoWriter out = request;
        int begin = out.begin(SPAN, SPAN_LENGTH_BYTES);
        out.id(TRACE_ID, span.traceIdHigh, span.traceIdLow);
        out.id(SPAN_ID, span.spanId);
        writeState(span.traceState);
        if (span.parentSpanId != 0) {
            out.id(PARENT_SPAN_ID, span.parentSpanId);
        }
        out.text(NAME, personal.hide(span.name(), limits.attributeLength));
        out.varint(KIND, span.kind);
        out.fixed64(START, span.startEpochNanos);
        out.fixed64(END, span.endEpochNanos());
        attributes.begin();
        span.putAttributes(attributes);
        writeDropped(DROPPED_ATTRIBUTES, attributes.dropped() + span.droppedAttributes());
        if (span.eventCount() > 0) {
            writeEvents(span.events(), span.eventCount());
        }
        if (span.links() != null) {
            writeLinks(span.links());
            writeDropped(DROPPED_LINKS, span.droppedLinks());
        }
        if (span.status() != SpanExtras.UNSET) {
            int status = out.begin(STATUS);
            if (span.statusDescription() != null) {
                out.text(
                        STATUS_MESSAGE,
                        personal.hide(Secrets.hide(span.statusDescription(), false), limits.attributeLength));
            }
            out.varint(STATUS_CODE, span.status());
            out.end(status);
        }
        boolean remote = span.parentSpanId != 0 && span.parentRemote;
        out.fixed32(FLAGS, FLAG_SAMPLED | FLAG_KNOWS_WHETHER_REMOTE | (remote ? FLAG_REMOTE : 0));
        out.end(begin, SPAN_LENGTH_BYTES);
    }

    private void writeEvents(SpanEvent[] events, int count) {
        int kept = Math.min(count, limits.events);
        for (int i = 0; i < kept; i++) {
            SpanEvent event = events[i];
            int begin = request.begin(EVENT);
            request.fixed64(EVENT_TIME, event.epochNanos);
            request.text(EVENT_NAME, personal.hide(event.name, limits.attributeLength));
            event.putAttributes(request, EVENT_ATTRIBUTE, limits.attributeLength, personal);
            request.end(begin);
        }
        writeDropped(DROPPED_EVENTS, count - kept);
    }

    private void writeLinks(SpanLink[] links) {
        for (SpanLink link : links) {
            if (link == null) {
                continue;
            }
            int begin = request.begin(LINK);
            request.id(TRACE_ID, link.traceIdHigh, link.traceIdLow);
            request.id(SPAN_ID, link.spanId);
            writeState(link.state);
            request.fixed32(LINK_FLAGS, (link.sampled ? FLAG_SAMPLED : 0) | FLAG_KNOWS_WHETHER_REMOTE | FLAG_REMOTE);
            request.end(begin);
        }
    }

    private void writeDropped(int tag, int count) {
        if (count > 0) {
            request.varint(tag, count);
        }
    }

    /** A header that is not valid is handed on to peers as it came, but not exported. */
    private void writeState(String header) {
        if (header == null) {
            return;
        }
        String valid;
        try {
            valid = W3CTraceContextEncoding.encodeTraceState(W3CTraceContextEncoding.decodeTraceState(header));
        } catch (IllegalArgumentException notValid) {
            return;
        }
        if (!valid.isEmpty()) {
            request.text(TRACE_STATE, valid);
        }
    }
}

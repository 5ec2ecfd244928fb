package io.obsagent.testkit;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OTLP messages to {@link ReceivedSpan}. */
final class SpanDecoder {

    private SpanDecoder() {}

    static List<ReceivedSpan> decode(ExportTraceServiceRequest request) {
        List<ReceivedSpan> spans = new ArrayList<>();
        for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
            Map<String, Object> resource =
                    attributes(resourceSpans.getResource().getAttributesList());
            for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
                for (Span span : scopeSpans.getSpansList()) {
                    spans.add(span(span, resource, scopeSpans));
                }
            }
        }
        return spans;
    }

    private static ReceivedSpan span(Span span, Map<String, Object> resource, ScopeSpans scope) {
        return new ReceivedSpan(
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.getTraceState(),
                span.getFlags(),
                span.getName(),
                ReceivedSpan.Kind.values()[span.getKind().getNumber()],
                ReceivedSpan.Status.values()[span.getStatus().getCode().getNumber()],
                span.getStatus().getMessage(),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                attributes(span.getAttributesList()),
                span.getEventsList().stream()
                        .map(event -> new ReceivedSpan.Event(
                                event.getName(), event.getTimeUnixNano(), attributes(event.getAttributesList())))
                        .toList(),
                span.getLinksList().stream()
                        .map(link -> new ReceivedSpan.Link(
                                hex(link.getTraceId()), hex(link.getSpanId()), attributes(link.getAttributesList())))
                        .toList(),
                resource,
                scope.getScope().getName(),
                scope.getScope().getVersion());
    }

    static Map<String, Object> attributes(List<KeyValue> keyValues) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (KeyValue keyValue : keyValues) {
            attributes.put(keyValue.getKey(), value(keyValue.getValue()));
        }
        return Collections.unmodifiableMap(attributes);
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(SpanDecoder::value)
                        .toList();
            case KVLIST_VALUE -> attributes(value.getKvlistValue().getValuesList());
            case BYTES_VALUE -> hex(value.getBytesValue());
            default -> "";
        };
    }

    static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}

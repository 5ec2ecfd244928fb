package io.obsagent.benchmarks.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SpanCounterTest {

    @Test
    void countsTheSpansOfAllScopesAndResources() {
        Span span = Span.newBuilder()
                .setName("GET /")
                .setStartTimeUnixNano(1)
                .setFlags(257)
                .addEvents(Span.Event.newBuilder().setName("exception"))
                .build();
        ScopeSpans two = ScopeSpans.newBuilder().addSpans(span).addSpans(span).build();
        ResourceSpans three = ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().setDroppedAttributesCount(1))
                .addScopeSpans(two)
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(span))
                .build();
        byte[] message = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(three)
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(two))
                .build()
                .toByteArray();

        assertThat(SpanCounter.otlp(message, message.length)).isEqualTo(5);
    }

    @Test
    void countsTransactionsAndSpansOfElastic() {
        byte[] lines =
                ("{\"metadata\":{}}\n{\"transaction\":{\"name\":\"{\\\"span\\\":\"}}\n{\"metricset\":{}}\n{\"span\":{}}\n")
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(SpanCounter.elastic(lines, lines.length)).isEqualTo(2);
    }

    @Test
    void countsSpansOfDatadog() {
        byte[] spans = {
            (byte) 0x92,
            (byte) 0x81,
            (byte) 0xa7,
            's',
            'p',
            'a',
            'n',
            '_',
            'i',
            'd',
            1,
            (byte) 0x81,
            (byte) 0xa7,
            's',
            'p',
            'a',
            'n',
            '_',
            'i',
            'd',
            2
        };

        assertThat(SpanCounter.datadog(spans, spans.length)).isEqualTo(2);
        assertThat(SpanCounter.datadog(spans, spans.length - 2)).isEqualTo(1);
    }
}

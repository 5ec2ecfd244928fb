package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsagent.api.DbRequest;
import io.obsagent.api.DbTarget;
import io.obsagent.api.Message;
import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Db;
import io.obsagent.telemetry.Requests.Http;
import io.obsagent.telemetry.Requests.Kafka;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bytes, read and written again by what protobuf generates of OTLP's definition. */
class SpanWriterTest {

    private static final String REMOTE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final AgentConfig config = AgentConfig.with(
            "exporter.protocol", "none",
            "server.enabled", "false",
            "limits.attribute-count", "20",
            "limits.attribute-length", "200",
            "limits.events", "2",
            "limits.links", "1");
    private final ObsTelemetry telemetry = ObsTelemetry.start(config);
    private final SpanWriter writer =
            new SpanWriter(config, Map.of("service.name", "shop", "process.pid", 7L, "telemetry.distro.version", "1"));

    @AfterEach
    void stop() {
        telemetry.close();
    }

    private SpanOperation ended(Operation operation, Throwable error) {
        operation.end(error);
        return (SpanOperation) operation;
    }

    private ExportTraceServiceRequest written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.end().copyTo(out);
        ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(out.toByteArray());
        assertThat(request.toByteArray()).as("written by protobuf").isEqualTo(out.toByteArray());
        assertThat(request.getResourceSpansCount()).isEqualTo(1);
        assertThat(request.getResourceSpans(0).getScopeSpansCount()).isEqualTo(1);
        return request;
    }

    private static ScopeSpans scope(ExportTraceServiceRequest request) {
        return request.getResourceSpans(0).getScopeSpans(0);
    }

    private Http request(Map<String, String> headers) {
        return Http.get("/cart/é").with("GET", "a=1&b", headers);
    }

    private Operation poll(int messages) {
        Message message = new Kafka("orders", "shop", Map.of("traceparent", REMOTE)).view();
        return telemetry.poll(
                Requests.batch("orders", "shop", Collections.nCopies(messages, message)), System.nanoTime());
    }

    /** What spans of a statement share is encoded once: never that of another database, of a failure or of a batch. */
    @Test
    void spansOfOneStatement() throws IOException {
        for (int i = 0; i < 2; i++) {
            writer.add(ended(telemetry.query(call("shop", 1)), null));
            writer.add(ended(telemetry.query(call("archive", 1)), null));
            writer.add(ended(telemetry.query(call("shop", 5)), null));
            writer.add(ended(telemetry.query(call("shop", 1)).status("42P01"), new IllegalStateException("no")));
        }
        List<Span> spans = scope(written()).getSpansList();
        assertThat(spans).hasSize(8);
        for (int i = 0; i < 4; i++) {
            assertThat(spans.get(i + 4).getAttributesList())
                    .isEqualTo(spans.get(i).getAttributesList());
        }
        assertThat(texts(spans.get(0)))
                .isEqualTo(Map.of(
                        "db.system.name", "postgresql",
                        "db.namespace", "shop",
                        "db.operation.name", "SELECT",
                        "db.query.summary", "SELECT orders",
                        "db.collection.name", "orders",
                        "db.query.text", "SELECT * FROM orders WHERE id = ?",
                        "server.address", "db.example",
                        "server.port", "5432"));
        assertThat(texts(spans.get(1))).containsEntry("db.namespace", "archive").hasSize(8);
        assertThat(texts(spans.get(2)))
                .containsEntry("db.operation.name", "BATCH SELECT")
                .containsEntry("db.operation.batch.size", "5")
                .hasSize(9);
        assertThat(texts(spans.get(3)))
                .containsEntry("db.response.status_code", "42P01")
                .containsEntry("error.type", "42P01")
                .hasSize(10);
    }

    @Test
    void spansOfOneStatementWithinTheLimits() throws IOException {
        AgentConfig few = AgentConfig.with("limits.attribute-count", "8");
        SpanWriter limited = new SpanWriter(few, Map.of("service.name", "shop"));
        for (int i = 0; i < 2; i++) {
            limited.add(ended(telemetry.query(call("shop", 1)).rows(3), null));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        limited.end().copyTo(out);
        for (Span span :
                scope(ExportTraceServiceRequest.parseFrom(out.toByteArray())).getSpansList()) {
            assertThat(span.getAttributesCount()).isEqualTo(8);
            assertThat(span.getDroppedAttributesCount()).isEqualTo(1);
        }
    }

    private static DbRequest call(String namespace, int batchSize) {
        DbRequest other = new Db("postgresql", "SELECT * FROM orders WHERE id = 1", null, batchSize).view();
        return new DbRequest() {
            @Override
            public DbTarget target() {
                return new DbTarget(other.target().system(), namespace, "db.example", 5432);
            }

            @Override
            public String statement() {
                return other.statement();
            }

            @Override
            public String operation() {
                return other.operation();
            }

            @Override
            public int batchSize() {
                return other.batchSize();
            }
        };
    }

    private static Map<String, String> texts(Span span) {
        Map<String, String> texts = new HashMap<>();
        for (io.opentelemetry.proto.common.v1.KeyValue each : span.getAttributesList()) {
            AnyValue value = each.getValue();
            texts.put(
                    each.getKey(),
                    value.hasStringValue() ? value.getStringValue() : String.valueOf(value.getIntValue()));
        }
        return texts;
    }

    @Test
    void everyField() throws IOException {
        Operation server = telemetry.serveHttp(
                request(Map.of("traceparent", REMOTE, "tracestate", "a=1,b=2")).view());
        for (int i = 0; i < 30; i++) {
            server.attribute("own." + i, i % 2 == 0 ? "日本" : "x".repeat(300));
        }
        for (int i = 0; i < 4; i++) {
            server.event("event " + i);
        }
        writer.add(ended(server, new IllegalStateException("broken")));
        writer.add(ended(poll(3), null));

        ExportTraceServiceRequest request = written();
        assertThat(request.getResourceSpans(0).getSchemaUrl()).isEqualTo(SpanWriter.SCHEMA);
        assertThat(request.getResourceSpans(0).getResource().getAttributesCount())
                .isEqualTo(3);
        assertThat(scope(request).getScope().getVersion()).isEqualTo("1");
        assertThat(scope(request).getSchemaUrl()).isEqualTo(SpanWriter.SCHEMA);
        Span span = scope(request).getSpans(0);
        assertThat(span.getTraceState()).isEqualTo("a=1,b=2");
        assertThat(span.getFlags()).isEqualTo(0x301);
        assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
        assertThat(span.getAttributesCount()).isEqualTo(20);
        assertThat(span.getDroppedAttributesCount()).isPositive();
        assertThat(span.getAttributesList())
                .allMatch(attribute -> attribute.getValue().getStringValue().length() <= 200);
        assertThat(span.getEventsCount()).isEqualTo(2);
        assertThat(span.getDroppedEventsCount()).isEqualTo(3);
        Span poll = scope(request).getSpans(1);
        assertThat(poll.getDroppedLinksCount()).isEqualTo(2);
        assertThat(poll.getParentSpanId().isEmpty()).isTrue();
        assertThat(poll.getFlags()).isEqualTo(0x101);
    }

    @Test
    void spansOfEachWebApplicationHaveAResourceOfTheirOwn() throws IOException {
        try (ObsTelemetry perApplication = ObsTelemetry.create(AgentConfig.with("service.per-application", "true"))) {
            for (String contextPath : new String[] {"/cart", "/cart", "", "/loms/v2"}) {
                Operation request = perApplication.serveHttp(request(Map.of()).view());
                request.application(contextPath);
                try (Scope scope = request.activate()) {
                    writer.add(ended(perApplication.query(Db.sql("SELECT 1").view()), null));
                }
                writer.add(ended(request, null));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.end().copyTo(out);
        ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(out.toByteArray());
        assertThat(request.toByteArray()).as("written by protobuf").isEqualTo(out.toByteArray());
        assertThat(request.getResourceSpansList())
                .extracting(each -> each.getScopeSpans(0).getSpansCount())
                .containsExactly(4, 2, 2);
        assertThat(request.getResourceSpansList())
                .allSatisfy(each ->
                        assertThat(each.getResource().getAttributesCount()).isEqualTo(3))
                .extracting(each -> each.getResource().getAttributesList().stream()
                        .filter(attribute -> attribute.getKey().equals("service.name"))
                        .map(attribute -> attribute.getValue().getStringValue())
                        .toList())
                .containsExactly(List.of("cart"), List.of("shop"), List.of("loms/v2"));
    }

    @Test
    void aTraceStateThatIsNotValidIsLeftOut() throws IOException {
        Map<String, String> headers = Map.of("traceparent", REMOTE, "tracestate", "not valid,");
        writer.add(ended(telemetry.serveHttp(request(headers).view()), null));

        assertThat(scope(written()).getSpans(0).getTraceState()).isEmpty();
    }

    @Test
    void manySpansAndThenOthers() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            writer.add(ended(telemetry.query(Db.sql("SELECT " + i).view()), null));
        }
        assertThat(writer.size()).isEqualTo(5_000);
        assertThat(scope(written()).getSpansCount()).isEqualTo(5_000);

        writer.clear();
        assertThat(writer.size()).isZero();
        writer.add(ended(telemetry.query(Db.sql("SELECT 1").view()), null));
        assertThat(scope(written()).getSpansCount()).isEqualTo(1);
    }

    @Test
    void aSpanThatCannotBeWrittenLeavesTheOthers() throws IOException {
        SpanOperation good = ended(telemetry.query(Db.sql("SELECT 1").view()), null);
        Operation broken = telemetry.query(Db.sql("SELECT 2").view());
        ((SpanOperation) broken).values("broken", null);
        SpanOperation bad = ended(broken, null);

        writer.add(good);
        assertThatThrownBy(() -> writer.add(bad)).isInstanceOf(NullPointerException.class);
        writer.add(good);

        assertThat(scope(written()).getSpansList())
                .hasSize(2)
                .allMatch(span -> span.equals(scope(requestOf(good)).getSpans(0)));
    }

    private ExportTraceServiceRequest requestOf(SpanOperation span) {
        try {
            SpanWriter other = new SpanWriter(config, Map.of());
            other.add(span);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            other.end().copyTo(out);
            return ExportTraceServiceRequest.parseFrom(out.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

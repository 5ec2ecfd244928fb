package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Http;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanViewsTest {

    @Test
    void keepNothingOfTheLastBatch() {
        AgentConfig config = AgentConfig.with("exporter.protocol", "none", "server.enabled", "false");
        SpanViews views = new SpanViews(config, Map.of());
        try (ObsTelemetry telemetry = ObsTelemetry.start(config)) {
            SpanOperation span =
                    (SpanOperation) telemetry.serveHttp(Http.get("/cart").view());
            span.end(new IllegalStateException("broken"));
            views.add(span);
        }
        SpanData view = views.spans().get(0);
        assertThat(view.getEvents()).hasSize(1);

        views.clear();
        assertThat(views.size()).isZero();
        assertThat(view.getName()).isNull();
        assertThat(view.getEvents()).isNull();
        assertThat(view.getLinks()).isNull();
        assertThat(view.getAttributes().isEmpty()).isTrue();
        assertThat(view.getSpanContext().getTraceId()).isNull();
    }
}

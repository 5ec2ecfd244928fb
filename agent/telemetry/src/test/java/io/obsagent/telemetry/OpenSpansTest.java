package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Operation;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Http;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans of operations that are under way when the JVM ends. */
class OpenSpansTest {

    private final OtlpSink sink = OtlpSink.start();
    private ObsTelemetry telemetry = start("1");

    private ObsTelemetry start(String ratio) {
        return ObsTelemetry.start(AgentConfig.with(
                "exporter.endpoint", sink.httpEndpoint(), "server.port", "0", "sampling.ratio", ratio));
    }

    @AfterEach
    void stop() {
        telemetry.close();
        sink.close();
    }

    private Operation begin() {
        return telemetry.serveHttp(Http.get("/").view());
    }

    private List<ReceivedSpan> cutOff() {
        telemetry.cutOff();
        assertThat(telemetry.flush()).isTrue();
        return sink.spans();
    }

    private static boolean isUnfinished(ReceivedSpan span) {
        return Boolean.TRUE.equals(span.attributes().get("obs_agent.unfinished"));
    }

    @Test
    void areEndedAndMarkedOnce() {
        Operation open = begin();
        open.attribute("team", "shop");
        begin().end(null);
        begin().discard();

        assertThat(cutOff())
                .hasSize(2)
                .filteredOn(OpenSpansTest::isUnfinished)
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.spanId()).isEqualTo(open.spanId());
                    assertThat(span.attributes()).containsEntry("team", "shop");
                });
        open.status(500).attribute("late", 1).end(new IllegalStateException());
        assertThat(cutOff()).hasSize(2);
        String metrics = "http://127.0.0.1:" + telemetry.port() + "/metrics";
        assertThat(PrometheusScrape.fetch(metrics).sum("http_server_request_duration_seconds_count"))
                .isEqualTo(1);
    }

    @Test
    void areNotThoseOfTracesThatAreNotRecorded() {
        telemetry.close();
        telemetry = start("0");
        begin();
        assertThat(cutOff()).isEmpty();
    }

    /** Half of a million operations end where they began, and the others on another thread. */
    @Test
    void placesAreUsedAgain() throws InterruptedException {
        begin();
        List<Operation> handedOver = new ArrayList<>();
        for (int i = 0; i < 480_000; i++) {
            begin().discard();
            handedOver.add(begin());
            if (handedOver.size() == 12) {
                Thread other = new Thread(() -> handedOver.forEach(Operation::discard));
                if (i % 5_000 == 4_999) {
                    other.start();
                    other.join();
                } else {
                    other.run();
                }
                handedOver.clear();
            }
        }
        Operation last = begin();
        assertThat(cutOff()).hasSize(2).extracting(ReceivedSpan::spanId).contains(last.spanId());
    }

    @Test
    void whatNobodyEndsIsForgottenAfterAnHour() {
        OpenSpans table = new OpenSpans();
        SpanOperation forgotten = (SpanOperation) begin();
        table.add(forgotten);
        table.forgetOld(System.nanoTime() + TimeUnit.MINUTES.toNanos(59));
        assertThat(forgotten.isOlder(TimeUnit.HOURS.toNanos(1), System.nanoTime()))
                .isFalse();
        table.forgetOld(System.nanoTime() + TimeUnit.MINUTES.toNanos(61));
        table.cutOff();
        assertThat(forgotten.hasEnded()).isFalse();
        forgotten.discard();
    }

    @Test
    void ofAHeldTraceAreKeptWhenTheyAreSlow() throws InterruptedException {
        telemetry.close();
        telemetry = ObsTelemetry.start(AgentConfig.with(
                "exporter.endpoint",
                sink.httpEndpoint(),
                "server.enabled",
                "false",
                "sampling.ratio",
                "0",
                "sampling.keep",
                "slow",
                "sampling.slow",
                "50ms"));
        Operation slow = begin();
        Thread.sleep(100);
        begin();
        assertThat(cutOff())
                .singleElement()
                .satisfies(span -> assertThat(span.spanId()).isEqualTo(slow.spanId()));
    }

    @Test
    void moreThanThereAreNoPlacesForEndAsEver() {
        List<Operation> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(begin());
        }
        many.subList(12, 1_000).forEach(operation -> operation.end(null));
        assertThat(cutOff()).hasSize(1_000);
        assertThat(sink.spans().stream().filter(OpenSpansTest::isUnfinished)).hasSize(12);
    }
}

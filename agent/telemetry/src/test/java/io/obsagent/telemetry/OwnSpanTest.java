package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.config.AgentConfig;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans that the application asks for, and what stands for contexts of its own and spans of somebody else. */
class OwnSpanTest {

    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    private final OtlpSink sink = OtlpSink.start();
    private final ObsTelemetry telemetry = ObsTelemetry.start(AgentConfig.with(
            "exporter.endpoint", sink.httpEndpoint(),
            "server.enabled", "false",
            "limits.attribute-count", "3",
            "limits.attribute-length", "16",
            "limits.events", "2",
            "limits.links", "1"));

    @AfterEach
    void stop() {
        assertThat(telemetry.currentContext()).as("an active scope is left").isNull();
        telemetry.close();
        sink.close();
    }

    private ReceivedSpan exported(Operation operation) {
        operation.endAt(0);
        assertThat(telemetry.flush()).isTrue();
        List<ReceivedSpan> spans = sink.spans();
        assertThat(spans).hasSize(1);
        sink.clear();
        return spans.get(0);
    }

    private Operation span(Operation parent) {
        return telemetry.span("price", "PRODUCER", parent, 0);
    }

    @Test
    void takesValuesOfTheApplicationWithinTheLimits() {
        Operation price = span(null);
        price.value("texts", Arrays.asList("0123456789abcdef and more", "b", "c", "beyond"));
        price.value("builder", new StringBuilder("as a text, cut off"));
        price.value("number", 1L).value("number", 2.5);
        price.value("beyond", true).value("none", null).value(null, "no key");
        price.event("0123456789abcdef and more", 1_700_000_000_000_000_000L, new Object[] {"flag", true, "dangling"});
        price.exception(new IllegalStateException("broken"), new Object[] {"part", 7L});
        price.event("beyond", 0, null);
        price.link(TRACE, SPAN, true, null).link(TRACE, SPAN, true, null).link("no", "ids", true, null);
        price.name("0123456789abcdef and more");

        ReceivedSpan span = exported(price);
        assertThat(span.kind()).isEqualTo(Kind.PRODUCER);
        assertThat(span.name()).isEqualTo("0123456789abcdef");
        assertThat(span.attributes())
                .containsOnly(
                        Map.entry("texts", List.of("0123456789abcdef", "b", "c")),
                        Map.entry("builder", "as a text, cut o"),
                        Map.entry("number", 2.5));
        assertThat(span.links()).extracting(ReceivedSpan.Link::spanId).containsExactly(SPAN);
        assertThat(span.events()).hasSize(2);
        assertThat(span.events().get(0).name()).isEqualTo("0123456789abcdef");
        assertThat(span.events().get(0).timeNanos()).isEqualTo(1_700_000_000_000_000_000L);
        assertThat(span.events().get(0).attributes()).containsOnly(Map.entry("flag", true));
        assertThat(span.events().get(1).attributes())
                .containsEntry("exception.message", "broken")
                .containsEntry("part", 7L);
        assertThat(span.status()).as("an exception alone").isEqualTo(Status.UNSET);
        price.value("late", 1L).event("late").name("late").outcome(false, "late");
        assertThat(price.isRecording()).isFalse();
    }

    @Test
    void survivesValuesThatFail() {
        Operation price = span(null);
        price.value("list", new AbstractList<Object>() {
            @Override
            public Object get(int index) {
                throw new IllegalStateException("changed meanwhile");
            }

            @Override
            public int size() {
                return 1;
            }
        });
        assertThat(exported(price).attributes()).isEmpty();
    }

    @Test
    void hasTheStatusThatTheApplicationSets() {
        ReceivedSpan failed = exported(span(null).outcome(false, "sold out"));
        assertThat(failed.status()).isEqualTo(Status.ERROR);
        assertThat(failed.statusMessage()).isEqualTo("sold out");

        ReceivedSpan fine = exported(
                span(null).outcome(false, "sold out").outcome(true, null).outcome(false, "no"));
        assertThat(fine.status()).as("OK is final").isEqualTo(Status.OK);
        assertThat(fine.statusMessage()).isEmpty();

        Operation job = telemetry.job("Jobs", "run");
        job.outcome(true, null);
        job.end(new IllegalStateException());
        ReceivedSpan handled = exported(job);
        assertThat(handled.status()).as("also of operations of the agent").isEqualTo(Status.OK);
    }

    @Test
    void beginsAndEndsWhenTheApplicationSays() {
        Operation price = telemetry.span("price", "", null, 1_700_000_000_000_000_000L);
        price.endAt(1_700_000_001_000_000_000L);
        ReceivedSpan span = exported(price);
        assertThat(span.kind()).isEqualTo(Kind.INTERNAL);
        assertThat(span.startNanos()).isEqualTo(1_700_000_000_000_000_000L);
        assertThat(span.durationNanos()).isEqualTo(1_000_000_000L);
    }

    @Test
    void doesNotEndWhatIsNotTheApplicationsOwn() {
        Operation job = telemetry.job("Jobs", "run");
        job.endAt(0);
        assertThat(job.isRecording()).isTrue();
        job.discard();
    }

    @Test
    void isAChildOfASpanOfSomebodyElse() {
        Operation elsewhere = telemetry.elsewhere(TRACE, SPAN, true, true, "vendor=1");
        ReceivedSpan span = exported(span(elsewhere));
        assertThat(span.traceId()).isEqualTo(TRACE);
        assertThat(span.parentSpanId()).isEqualTo(SPAN);
        assertThat(span.traceState()).isEqualTo("vendor=1");
        assertThat(span.traceFlags()).as("the parent is remote").isEqualTo(0x301);

        assertThat(span(telemetry.elsewhere(TRACE, SPAN, false, true, null)).isRecording())
                .as("the caller does not record")
                .isFalse();
        assertThat(telemetry.elsewhere(TRACE, "0000000000000000", true, true, null))
                .isNull();
    }

    @Test
    void standsForAContext() {
        Operation job = telemetry.job("Jobs", "run");
        Object context = new Object();
        try (Scope outer = job.activate();
                Scope inner = telemetry.enterContext(job, "tenant=blue", context)) {
            Operation current = telemetry.current();
            assertThat(current.origin()).isSameAs(job);
            assertThat(current.context()).isSameAs(context);
            assertThat(current.spanId()).isEqualTo(job.spanId());
            assertThat(current.traceId()).isEqualTo(job.traceId());
            current.end(null);

            Operation call = telemetry.callHttp(Requests.Http.get("/").view());
            Map<String, String> headers = new HashMap<>();
            call.inject(headers::put);
            assertThat(headers).containsEntry("baggage", "tenant=blue");
            call.discard();
        }
        assertThat(exported(ended(job)).name()).isEqualTo("Jobs.run");
    }

    @Test
    void baggageAloneIsNoTrace() {
        try (Scope scope = telemetry.enterContext(null, "tenant=blue", new Object())) {
            assertThat(telemetry.current()).isNull();
            Operation price = span(telemetry.currentContext());
            assertThat(price.baggage()).isEqualTo("tenant=blue");
            assertThat(exported(price).isRoot()).isTrue();
            try (Scope nothing = telemetry.enterContext(null, null, new Object())) {
                assertThat(telemetry.currentContext()).isNull();
            }
        }
        assertThat(sink.spans()).isEqualTo(Collections.emptyList());
    }

    /** Its route and its user are told by what runs within. */
    @Test
    void theRequestStaysKnownWhateverContextTheApplicationSets() {
        Operation request = telemetry.serveHttp(Requests.Http.get("/cart").view());
        Scope scope = request.activate();
        try (Scope root = telemetry.enterContext(null, null, new Object())) {
            assertThat(telemetry.current()).isNull();
            assertThat(telemetry.currentServer()).isSameAs(request);
            Operation own = span(null);
            try (Scope within = telemetry.enterContext(own, null, new Object())) {
                assertThat(telemetry.currentServer()).isSameAs(request);
                assertThat(telemetry.current().traceId()).isEqualTo(own.traceId());
            }
            own.discard();
        }
        scope.close();
        assertThat(exported(ended(request)).isRoot()).isTrue();
    }

    @Test
    void theStateOfATraceStaysWhereASpanOfAnSdkHasNone() {
        Operation request = telemetry.serveHttp(Requests.Http.get("/cart")
                .with("GET", null, Map.of("traceparent", PARENT, "tracestate", "vendor=x"))
                .view());
        Scope scope = request.activate();
        Operation sdk = telemetry.elsewhere(request.traceId(), "00f067aa0ba902b7", true, false, null);
        try (Scope within = telemetry.enterContext(sdk, null, new Object())) {
            Operation call = telemetry.callHttp(Requests.Http.get("/").view());
            Map<String, String> headers = new HashMap<>();
            call.inject(headers::put);
            assertThat(headers).containsEntry("tracestate", "vendor=x");
            call.discard();
        }
        scope.close();
        exported(ended(request));
    }

    @Test
    void nothingIsRecordedWhereTheApplicationSendsTelemetryOfItsOwn() {
        Operation job = telemetry.job("Jobs", "run");
        Scope scope = job.activate();
        telemetry.unrecorded().end(null); // as after a failure of a hook: it is for all, and never ends
        try (Scope sending = telemetry.unrecorded().activate()) {
            assertThat(telemetry.current()).isNull();
            assertThat(telemetry.callHttp(Requests.Http.get("/v1/traces").view()))
                    .isNull();
            try (Scope within = telemetry.enterContext(job, "tenant=blue", new Object());
                    Scope elsewhere = telemetry.capture().activate()) {
                assertThat(telemetry.callHttp(Requests.Http.get("/v1/traces").view()))
                        .isNull();
            }
            Operation request = telemetry.serveHttp(Requests.Http.get("/cart").view());
            assertThat(request.isRecording()).as("a request comes in").isTrue();
            request.discard();
        }
        Operation call = telemetry.callHttp(Requests.Http.get("/").view());
        assertThat(call.isRecording()).as("a call right after").isTrue();
        call.discard();
        scope.close();
        exported(ended(job));
    }

    private static Operation ended(Operation operation) {
        operation.end(null);
        return operation;
    }
}

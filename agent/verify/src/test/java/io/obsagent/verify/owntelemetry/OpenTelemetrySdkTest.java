package io.obsagent.verify.owntelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * An application with an OpenTelemetry SDK: it exports its spans as before, they and the agent's are one trace, and the
 * agent writes the one traceparent of the clients that it hooks.
 */
class OpenTelemetrySdkTest {

    private static final String MAIN = "io.obsagent.verify.apps.owntelemetry.SdkMain";

    @ParameterizedTest
    @LibraryVersions("opentelemetry-sdk")
    void isOneTrace(Library sdk) {
        ForkedApp.Builder app = AppRun.app("own-telemetry", MAIN, sdk);
        try (AppRun run = AppRun.withAgent(app)) {
            run.take(Kind.CLIENT, "CREATE TABLE item");
            List<ReceivedSpan> calls = run.take(Kind.CLIENT, "GET", 2);
            ReceivedSpan request = run.take(Kind.SERVER, "GET /order");
            assertThat(request.isChildOf(calls.get(0))).isTrue();

            SdkSpan work = SdkSpan.of(run, "work");
            assertThat(work.parentSpanId).isEqualTo(request.spanId());
            SdkSpan workOn = SdkSpan.of(run, "work on");
            assertThat(workOn.parentSpanId).isEqualTo(work.spanId);
            SdkSpan call = SdkSpan.of(run, "call");
            assertThat(call.parentSpanId).isEqualTo(work.spanId);
            assertThat(List.of(work.traceId, workOn.traceId, call.traceId)).containsOnly(request.traceId());

            work.assertParentOf(run.take(Kind.CLIENT, "INSERT item"));
            work.assertParentOf(run.take(Kind.CLIENT, "UPDATE item"));
            call.assertParentOf(calls.get(1));
            assertThat(run.take(Kind.SERVER, "GET /stock").isChildOf(calls.get(1)))
                    .isTrue();
            assertThat(run.output())
                    .contains("headers {traceparent=[00-" + request.traceId() + '-'
                            + calls.get(1).spanId() + "-01]}");
            assertThat(run.take(Kind.CLIENT, "DELETE item").isChildOf(request))
                    .as("within a span that the SDK does not record")
                    .isTrue();
            assertThat(run.output()).contains("own true");
            run.assertNothingLeft();
        }
    }

    @ParameterizedTest
    @LibraryVersions("opentelemetry-sdk")
    void staysApartWhenSwitchedOff(Library sdk) {
        ForkedApp.Builder app =
                AppRun.app("own-telemetry", MAIN, sdk).env("OBS_INSTRUMENTATION_OPENTELEMETRY_API_ENABLED", "false");
        try (AppRun run = AppRun.withAgent(app)) {
            List<ReceivedSpan> calls = run.take(Kind.CLIENT, "GET", 2);
            ReceivedSpan request = run.take(Kind.SERVER, "GET /order");
            SdkSpan work = SdkSpan.of(run, "work");
            assertThat(work.traceId).isNotEqualTo(request.traceId());
            assertThat(work.parentSpanId).isEqualTo("0000000000000000");
            assertThat(SdkSpan.of(run, "call").parentSpanId).isEqualTo(work.spanId);
            assertThat(calls.get(1).isChildOf(request)).isTrue();
            assertThat(run.output())
                    .as("the agent's header")
                    .contains("headers {traceparent=[00-" + request.traceId() + '-'
                            + calls.get(1).spanId() + "-01]}");
        }
    }

    /** A span that the application's own exporter has printed. */
    private record SdkSpan(String traceId, String spanId, String parentSpanId) {

        static SdkSpan of(AppRun run, String name) {
            String start = "sdk " + name + ": ";
            List<String> lines =
                    run.output().stream().filter(line -> line.startsWith(start)).toList();
            assertThat(lines).as(name).hasSize(1);
            String[] ids = lines.get(0).substring(start.length()).split(" ");
            return new SdkSpan(ids[0], ids[1], ids[2]);
        }

        void assertParentOf(ReceivedSpan span) {
            assertThat(span.traceId()).isEqualTo(traceId);
            assertThat(span.parentSpanId()).as(span.name()).isEqualTo(spanId);
        }
    }
}

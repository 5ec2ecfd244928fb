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

/** An application that traces by Brave and writes B3 headers to a client that the agent hooks. */
class BraveTest {

    private static final String MAIN = "io.obsagent.verify.apps.owntelemetry.BraveMain";

    /** Two traces, each whole: that of the agent by traceparent, Brave's by its own headers. */
    @ParameterizedTest
    @LibraryVersions("brave")
    void keepsItsHeadersBesideTheAgents(Library brave) {
        try (AppRun run = AppRun.withAgent(AppRun.app("own-telemetry", MAIN, brave))) {
            run.take(Kind.CLIENT, "CREATE TABLE item");
            ReceivedSpan call = call(run);
            String traceOfBrave = run.output().stream()
                    .filter(line -> line.startsWith("brave "))
                    .findFirst()
                    .orElseThrow()
                    .substring("brave ".length());
            assertThat(headers(run))
                    .contains("traceparent=[00-" + call.traceId() + '-' + call.spanId() + "-01]")
                    .contains("x-b3-traceid=[" + traceOfBrave + ']')
                    .contains("x-b3-sampled=[1]");
            assertThat(run.take(Kind.SERVER, "GET /stock").isChildOf(call)).isTrue();
            run.assertNothingLeft();
        }
    }

    /** Where the agent is told to write B3, what Brave wrote is replaced as a whole. */
    @ParameterizedTest
    @LibraryVersions("brave")
    void givesWayWhereTheAgentWritesThem(Library brave) {
        ForkedApp.Builder app = AppRun.app("own-telemetry", MAIN, brave).env("OBS_PROPAGATORS", "b3multi");
        try (AppRun run = AppRun.withAgent(app)) {
            run.take(Kind.CLIENT, "CREATE TABLE item");
            ReceivedSpan call = call(run);
            assertThat(headers(run))
                    .isEqualTo(
                            "headers {x-b3-parentspanid=[" + call.parentSpanId() + "], x-b3-sampled=[1], x-b3-spanid=["
                                    + call.spanId() + "], x-b3-traceid=[" + call.traceId() + "]}");
            assertThat(run.take(Kind.SERVER, "GET /stock").isChildOf(call)).isTrue();
            run.assertNothingLeft();
        }
    }

    private static ReceivedSpan call(AppRun run) {
        List<ReceivedSpan> calls = run.take(Kind.CLIENT, "GET", 2);
        ReceivedSpan request = run.take(Kind.SERVER, "GET /order");
        assertThat(calls.get(1).isChildOf(request)).isTrue();
        return calls.get(1);
    }

    private static String headers(AppRun run) {
        return run.output().stream()
                .filter(line -> line.startsWith("headers "))
                .findFirst()
                .orElseThrow();
    }
}

package io.obsagent.verify.owntelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * An application with an OpenTelemetry SDK that exports: that is no call of the application's, by whatever client and on
 * whatever thread. What the application calls itself is one, also right after.
 */
class OpenTelemetryExportTest {

    private static final String MAIN = "io.obsagent.verify.apps.owntelemetry.ExportMain";

    /** By OkHttp; the oldest by grpc-java. */
    @ParameterizedTest
    @LibraryVersions("opentelemetry-exporter-otlp")
    void exportsAreNoCalls(Library exporter) {
        exportsAreNoCalls(AppRun.app("own-telemetry", MAIN, exporter), exporter);
    }

    /** By the client of the JDK. */
    @ParameterizedTest
    @LibraryVersions("opentelemetry-exporter-sender-jdk")
    void exportsByTheJdkAreNoCalls(Library sender) {
        String jdk = "HttpSenderProvider=io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider";
        exportsAreNoCalls(
                AppRun.app("own-telemetry", MAIN, sender)
                        .jvmOptions("-Dio.opentelemetry.exporter.internal.http." + jdk)
                        .jvmOptions("-Dio.opentelemetry.sdk.common.export." + jdk),
                sender);
    }

    private static void exportsAreNoCalls(ForkedApp.Builder app, Library library) {
        try (OtlpSink collector = OtlpSink.start();
                AppRun run =
                        AppRun.withAgent(app.args(collector.httpEndpoint() + "/v1/traces", collector.grpcEndpoint()))) {
            List<String> exports = run.output().stream()
                    .filter(line -> line.startsWith("exported "))
                    .toList();
            assertThat(exports).allMatch(line -> line.endsWith(" true"));
            assertThat(exports).hasSize(library.isAtLeast("1.31.0") ? 6 : library.isAtLeast("1.5.0") ? 3 : 2);
            // the one that says spans stands for two
            assertThat(collector.requests())
                    .hasSize(exports.size() + 1)
                    .allMatch(request -> request.header("traceparent") == null);
            assertThat(collector.spans()).extracting(ReceivedSpan::name).containsExactly("work", "work");

            run.take(Kind.CLIENT, "CREATE TABLE item");
            List<ReceivedSpan> calls = run.take(Kind.CLIENT, "GET", 2);
            ReceivedSpan request = run.take(Kind.SERVER, "GET /order");
            assertThat(request.isChildOf(calls.get(0))).isTrue();
            assertThat(calls.get(1).isChildOf(request)).isTrue();
            assertThat(run.take(Kind.SERVER, "GET /stock").isChildOf(calls.get(1)))
                    .isTrue();
            int unobserved = library.isAtLeast("1.41.0") ? 2 : library.isAtLeast("1.32.0") ? 1 : 0;
            assertThat(run.take(Kind.SERVER, "GET", unobserved)).allMatch(ReceivedSpan::isRoot);
            assertThat(run.scrape().sum("http_client_request_duration_seconds_count"))
                    .isEqualTo(2);
            assertThat(run.scrape().sum("rpc_client_call_duration_seconds_count"))
                    .isZero();
            run.assertNothingLeft();
        }
    }
}

package io.obsagent.verify.owntelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** An application that calls the OpenTelemetry API and has no SDK: its spans, context and baggage are the agent's. */
class OpenTelemetryApiTest {

    private static final String APPS = "io.obsagent.verify.apps.owntelemetry.";

    @ParameterizedTest
    @LibraryVersions("opentelemetry-api")
    void joinsTheTrace(Library api) {
        joinsTheTrace("ApiMain", api);
    }

    /** The library in a class loader below the application's. */
    @Test
    void joinsTheTraceFromAnyClassLoader() {
        joinsTheTrace("LoaderMain", Libraries.newest("opentelemetry-api"));
    }

    private static void joinsTheTrace(String main, Library api) {
        try (AppRun run = AppRun.withAgent(AppRun.app("own-telemetry", APPS + main, api))) {
            run.take(Kind.CLIENT, "CREATE TABLE item");
            List<ReceivedSpan> calls = run.take(Kind.CLIENT, "GET", 2);
            ReceivedSpan request = run.take(Kind.SERVER, "GET /order");
            assertThat(calls.get(0).isRoot()).isTrue();
            assertThat(request.isChildOf(calls.get(0))).isTrue();
            assertThat(request.attributes()).containsEntry("shop.user", "ann").containsEntry("http.route", "/order");
            assertThat(request.events()).hasSize(1).first().satisfies(event -> {
                assertThat(event.name()).isEqualTo("basket read");
                assertThat(event.attributes()).containsExactly(Map.entry("items", 3L));
            });
            assertThat(request.status()).isEqualTo(Status.ERROR);
            assertThat(request.statusMessage()).isEqualTo("out of stock");

            List<ReceivedSpan> inserts = run.take(Kind.CLIENT, "INSERT item", 2);
            price(run, request, calls.get(1), inserts.get(0));
            message(run, request, inserts.get(1));
            assertThat(run.take(Kind.CLIENT, "DELETE item").isRoot()).isTrue();
            assertThat(run.take(Kind.INTERNAL, "report").isRoot()).isTrue();
            assertThat(run.output())
                    .contains("request true tenant blue", "worker wicker true", "tenant blue coupon 7", "same true")
                    .contains("message true tenant=blue", "left false");
            assertThat(run.scrape().sum("http_server_request_duration_seconds_count"))
                    .isEqualTo(2);
            run.assertNothingLeft();
        }
    }

    private static void price(AppRun run, ReceivedSpan request, ReceivedSpan call, ReceivedSpan insert) {
        ReceivedSpan price = run.take(Kind.INTERNAL, "price of a pear");
        assertThat(price.isChildOf(request)).isTrue();
        assertThat(price.attributes())
                .containsOnly(
                        Map.entry("currency", "EUR"),
                        Map.entry("amount", 12.5),
                        Map.entry("rebate", true),
                        Map.entry("parts", List.of(1L, 2L)));
        assertThat(price.status()).isEqualTo(Status.ERROR);
        assertThat(price.statusMessage()).isEqualTo("sold out");
        assertThat(price.events()).hasSize(1).first().satisfies(event -> {
            assertThat(event.name()).isEqualTo("exception");
            assertThat(event.attributes())
                    .containsEntry("exception.type", "java.lang.IllegalStateException")
                    .containsEntry("exception.message", "sold out")
                    .containsKey("exception.stacktrace");
        });
        assertThat(insert.isChildOf(price)).as("within its scope").isTrue();
        assertThat(run.take(Kind.CLIENT, "UPDATE item").isChildOf(price))
                .as("on another thread")
                .isTrue();
        assertThat(call.isChildOf(price)).as("the agent's client").isTrue();
        assertThat(run.take(Kind.SERVER, "GET /stock").isChildOf(call)).isTrue();
        assertThat(run.output())
                .filteredOn(line -> line.startsWith("headers"))
                .hasSize(1)
                .first()
                .asString()
                .containsPattern("baggage=\\[(tenant=blue,coupon=7|coupon=7,tenant=blue)\\]")
                .contains("traceparent=[00-" + call.traceId() + '-' + call.spanId() + "-01]");
    }

    private static void message(AppRun run, ReceivedSpan request, ReceivedSpan insert) {
        ReceivedSpan send = run.take(Kind.PRODUCER, "send");
        assertThat(send.isChildOf(request)).isTrue();
        assertThat(send.durationNanos()).as("it has ended before it began").isZero();
        ReceivedSpan receive = run.take(Kind.CONSUMER, "receive");
        assertThat(receive.isChildOf(send)).isTrue();
        assertThat(receive.traceFlags()).as("the parent is remote").isEqualTo(0x301);
        assertThat(receive.links()).extracting(ReceivedSpan.Link::spanId).containsExactly(request.spanId());
        assertThat(insert.isChildOf(send)).as("within an extracted context").isTrue();
    }
}

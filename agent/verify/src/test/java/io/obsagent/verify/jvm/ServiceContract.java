package io.obsagent.verify.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the application {@code apps/service} must be seen to do, however its classes are loaded: a request is one trace of
 * server, client, server and database, whose id stands in the line that is logged, and its pool and log are measured.
 */
final class ServiceContract {

    static final String MAIN = "io.obsagent.verify.apps.service.ServiceMain";
    static final String ANSWER = "relayed 3 items";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private ServiceContract() {}

    /** Verifies a service that has just started, and stops it. */
    static void verify(AppRun run) throws Exception {
        run.awaitAgent();
        run.take(Kind.CLIENT, "CREATE TABLE item");
        run.take(Kind.CLIENT, "INSERT item");
        assertThat(get(run, "/relay")).isEqualTo(ANSWER);

        ReceivedSpan relay = run.take(Kind.SERVER, "GET /relay");
        ReceivedSpan call = run.take(Kind.CLIENT, "GET");
        ReceivedSpan items = run.take(Kind.SERVER, "GET /items");
        ReceivedSpan query = run.take(Kind.CLIENT, "SELECT item");
        assertThat(relay.isRoot()).isTrue();
        assertThat(List.of(call, items, query))
                .extracting(ReceivedSpan::parentSpanId)
                .containsExactly(relay.spanId(), call.spanId(), items.spanId());
        run.awaitOutput("counted in " + relay.traceId());
        assertThat(run.scrape().sum("db_client_connection_max")).isEqualTo(4);
        assertThat(run.scrape().sum("log_events_total")).isEqualTo(1);
        run.assertNothingLeft();
    }

    /**
     * Sends requests by four callers at once, each of which is answered as it should be.
     *
     * @param output of a service that has printed its port
     */
    static void load(List<String> output, int requests) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                answers.add(callers.submit(() -> get(output, "/relay")));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo(ANSWER);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    /** The service on the class path, with the libraries that it comes with. */
    static ForkedApp.Builder onClassPath() {
        return AppRun.app("service", "lib", MAIN);
    }

    /** The body of a 200. */
    static String get(AppRun run, String path) throws IOException, InterruptedException {
        return get(run.output(), path);
    }

    /** The body of a 200 of a service that has printed its port. */
    static String get(List<String> output, String path) throws IOException, InterruptedException {
        String port = output.stream()
                .filter(line -> line.startsWith("port "))
                .findFirst()
                .orElseThrow()
                .substring("port ".length());
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(TIMEOUT)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}

package io.obsagent.verify.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.FreePort;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * What an application of Spring Boot has to show however it is packed: it runs once with the agent and once without, and
 * has to answer alike; every request has exactly one span, and what is done for it on other threads is part of it.
 */
final class SpringBootContract implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** How long the application works before it answers later than at once, or for each piece. */
    private static final long PIECE_MILLIS = 100;

    private static final long TIMEOUT_MILLIS = 200;

    private final String context;
    private final ForkedApp plain;
    private final AppRun observed;
    private final WebClient client;
    private final WebClient plainClient;

    /**
     * Starts the application twice.
     *
     * @param context the path that it is deployed at, empty or such as {@code /shop}
     */
    SpringBootContract(String context, Start application) throws IOException {
        this.context = context;
        int plainPort = FreePort.next();
        int port = FreePort.next();
        plain = application.on(plainPort).start();
        try {
            observed = AppRun.withAgent(application.on(port));
        } catch (Throwable failure) {
            plain.close();
            throw failure;
        }
        client = new WebClient(port);
        plainClient = new WebClient(plainPort);
    }

    /** How the application is started that prints {@code done}. */
    interface Start {
        ForkedApp.Builder on(int port) throws IOException;
    }

    /** @param functional whether this version has functional handlers */
    void verify(boolean functional) {
        plain.awaitLine("done"::equals, TIMEOUT);
        // a container opens its port when what it deploys is ready
        client.awaitPort(TIMEOUT);
        plainClient.awaitPort(TIMEOUT);
        assertAll(
                () -> answersAtOnce(functional),
                this::answersLater,
                this::answersPieceByPiece,
                this::endsWhenTheTimeIsUp);
        measures();
        observed.assertNothingLeft();
    }

    private void answersAtOnce(boolean functional) {
        assertLogged(get("/items/7", 200, "/items/{id}"), "item 7", 1);
        get("/missing/7", 404, "/missing/{id}");
        get("/broken/7", 500, "/broken/{id}");
        get("/static.txt", 200, "/static.txt");
        get("/unknown/7", 404, "/*");
        if (functional) {
            get("/functional/7", 200, "/functional/{id}");
        }
        serve("POST", "/items/8", "{\"name\": \"cup\"}", 200, "/items/{id}");
    }

    private void answersLater() {
        later("/later/callable/1", 200, "/later/callable/{id}", "callable 1");
        later("/later/callable/1/broken", 500, "/later/callable/{id}/broken", "callable broken 1");
        later("/later/task/2", 200, "/later/task/{id}", "task 2");
        later("/later/future/3", 200, "/later/future/{id}", "future 3");
        later("/later/async/4", 200, "/later/async/{id}", "async 4");
        later("/later/deferred/5", 200, "/later/deferred/{id}", "deferred 5");
        later("/later/deferred/5/broken", 500, "/later/deferred/{id}/broken", "deferred broken 5");
        later("/stream/6/broken", 500, "/stream/{id}/broken", "stream broken 6");
    }

    /** The span lasts until the answer is there, and the work on the other thread belongs to it. */
    private void later(String path, int status, String route, String message) {
        ReceivedSpan span = get(path, status, route);
        assertLasted(span, PIECE_MILLIS);
        assertLogged(span, message, 1);
    }

    private void answersPieceByPiece() {
        ReceivedSpan events = get("/events/1", 200, "/events/{id}");
        assertLasted(events, 3 * PIECE_MILLIS);
        assertLogged(events, "event 1", 3);
        ReceivedSpan stream = get("/stream/2", 200, "/stream/{id}");
        assertLasted(stream, 3 * PIECE_MILLIS);
        assertLogged(stream, "piece 2", 3);
    }

    private void endsWhenTheTimeIsUp() {
        assertLasted(get("/later/deferred/7/never", 503, "/later/deferred/{id}/never"), TIMEOUT_MILLIS);
        assertLasted(get("/later/deferred/7/late", 200, "/later/deferred/{id}/late"), TIMEOUT_MILLIS);
    }

    private void measures() {
        PrometheusScrape scrape = observed.scrape();
        String route = context + "/later/deferred/{id}/never";
        assertThat(scrape.labels("http_server_request_duration_seconds_count", "http_route", route))
                .containsExactly(Map.of(
                        "http_request_method", "GET",
                        "http_route", route,
                        "http_response_status_code", "503",
                        "url_scheme", "http",
                        "error_type", "503"));
        assertThat(scrape.sum("http_server_response_body_size_bytes_sum", "http_route", context + "/stream/{id}"))
                .isEqualTo("piece 2".length() * 3);
        assertThat(scrape.sum("http_server_active_requests")).isZero();
        assertThat(scrape.sum("log_events_total", "level", "info")).isPositive();
    }

    private ReceivedSpan get(String path, int status, String route) {
        return serve("GET", path, null, status, route);
    }

    /** Sends a request to both, compares what came back, and returns the one span of it. */
    private ReceivedSpan serve(String method, String path, String body, int status, String route) {
        String trace = WebClient.newTraceId();
        HttpResponse<String> response = send(client, method, path, body, trace);
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(status);
        assertThat(WebClient.comparable(response))
                .isEqualTo(WebClient.comparable(send(plainClient, method, path, body, trace)));
        ReceivedSpan span = take(trace);
        assertThat(span.kind()).isEqualTo(Kind.SERVER);
        assertThat(span.name()).isEqualTo(method + " " + context + route);
        assertThat(span.attribute("http.route")).isEqualTo(context + route);
        assertThat(span.parentSpanId()).isEqualTo(WebClient.PARENT);
        assertThat(span.attribute("http.response.status_code")).isEqualTo((long) status);
        assertThat(span.status()).as(path).isEqualTo(status < 500 ? Status.UNSET : Status.ERROR);
        return span;
    }

    private HttpResponse<String> send(WebClient to, String method, String path, String body, String trace) {
        return to.send(method, context + path, body, trace, "Content-Type", "application/json");
    }

    private ReceivedSpan take(String trace) {
        return observed.take(span -> span.traceId().equals(trace), "trace " + trace, 1)
                .get(0);
    }

    /** The application has written that so many times, and each time the ids of the span were in the MDC. */
    private void assertLogged(ReceivedSpan span, String message, int times) {
        String line = "[" + span.traceId() + " " + span.spanId() + "] " + message;
        assertThat(observed.output())
                .filteredOn(text -> text.endsWith("] " + message))
                .hasSize(times)
                .allMatch(line::equals);
    }

    private static void assertLasted(ReceivedSpan span, long millis) {
        assertThat(span.durationNanos()).isGreaterThan(Duration.ofMillis(millis).toNanos());
    }

    @Override
    public void close() {
        plain.close();
        observed.close();
    }
}

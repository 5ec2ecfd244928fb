package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** One checkout, and the trace it has to leave wherever the services run. */
final class CheckoutTrace {

    static final Set<String> SERVICES = Set.of("cart", "product", "loms", "notification");

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private CheckoutTrace() {}

    /** Has a user buy two products; returns the spans when notification has stored both of the order's events. */
    static List<ReceivedSpan> checkOut(Supplier<ShopClient> clients, long user, OtlpSink sink)
            throws InterruptedException {
        buy(clients, user);
        List<ReceivedSpan> trace = await(sink, user);
        verify(trace);
        return trace;
    }

    /** Has a user buy two products. */
    static void buy(Supplier<ShopClient> clients, long user) throws InterruptedException {
        warmUp(clients, user + 1);
        ShopClient client = clients.get();
        client.add(user, 1001, 1);
        client.add(user, 1002, 2);
        client.checkOut(user);
        assertThat(client.summary().unexpected())
                .as(client.summary().examples().toString())
                .isZero();
    }

    /** On a busy machine the first requests of cold services may take longer than cart waits. */
    private static void warmUp(Supplier<ShopClient> clients, long user) throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        ShopClient client;
        do {
            client = clients.get();
            client.add(user, 1003, 1);
            client.list(user);
        } while (client.summary().unexpected() > 0 && System.nanoTime() < deadline);
    }

    /** Waits for the checkout of a user who has bought two products until notification has stored both of its events. */
    static List<ReceivedSpan> await(OtlpSink sink, long user) {
        String path = "/user/" + user + "/checkout";
        // each process sends what has ended before these, too: one of each is the last of its process
        String traceId = sink.awaitSpans(span -> path.equals(span.attribute("url.path")), 1, TIMEOUT)
                .get(0)
                .traceId();
        await(sink, traceId, "GET /product/*", 2);
        await(sink, traceId, "UPDATE outbox", 2);
        await(sink, traceId, "process order_status", 2);
        return sink.trace(traceId);
    }

    private static void await(OtlpSink sink, String traceId, String name, int count) {
        sink.awaitSpans(span -> span.traceId().equals(traceId) && span.name().equals(name), count, TIMEOUT);
    }

    private static void verify(List<ReceivedSpan> trace) {
        assertThat(trace).allMatch(span -> span.status() != Status.ERROR, "no span failed");
        assertThat(trace).extracting(ReceivedSpan::serviceName).containsOnlyElementsOf(SERVICES);

        ReceivedSpan root = only(trace, "cart", "POST /user/*", Kind.SERVER);
        assertThat(trace).filteredOn(ReceivedSpan::isRoot).containsExactly(root);
        assertThat(root.attribute("http.response.status_code")).isEqualTo(200L);
        assertThat(root.attribute("http.route")).isEqualTo("/user/*");

        List<ReceivedSpan> quotes = all(trace, "cart", "GET", Kind.CLIENT);
        assertThat(quotes).hasSize(2).allMatch(span -> span.isChildOf(root));
        List<ReceivedSpan> answers = all(trace, "product", "GET /product/*", Kind.SERVER);
        assertThat(answers).hasSize(2);
        assertThat(quotes).allMatch(quote -> answers.stream().anyMatch(answer -> answer.isChildOf(quote)));

        ReceivedSpan call = only(trace, "cart", "loms.v1.Loms/OrderCreate", Kind.CLIENT);
        assertThat(call.isChildOf(root)).isTrue();
        ReceivedSpan order = only(trace, "loms", "loms.v1.Loms/OrderCreate", Kind.SERVER);
        assertThat(order.isChildOf(call)).isTrue();
        assertThat(order.attribute("rpc.response.status_code")).isEqualTo("OK");

        assertThat(only(trace, "loms", "INSERT orders", Kind.CLIENT)).satisfies(insert -> {
            assertThat(insert.isChildOf(order)).isTrue();
            assertThat(insert.attribute("db.system.name")).isEqualTo("postgresql");
            assertThat(insert.attribute("db.namespace")).asString().contains("loms");
            assertThat(insert.attribute("db.query.text")).asString().startsWithIgnoringCase("insert into orders");
        });

        List<ReceivedSpan> sends = all(trace, "loms", "send order_status", Kind.PRODUCER);
        assertThat(sends).hasSize(2).allMatch(send -> send.isChildOf(order));
        List<ReceivedSpan> receipts = all(trace, "notification", "process order_status", Kind.CONSUMER);
        assertThat(receipts).hasSize(2).allMatch(receipt -> sends.stream().anyMatch(receipt::isChildOf));
        assertThat(all(trace, "notification", "INSERT processed_events", Kind.CLIENT))
                .hasSize(2)
                .allMatch(insert -> receipts.stream().anyMatch(insert::isChildOf));

        assertThat(trace).allMatch(span -> span.isRoot() || trace.stream().anyMatch(span::isChildOf), "no gap");
    }

    private static ReceivedSpan only(List<ReceivedSpan> trace, String service, String name, Kind kind) {
        List<ReceivedSpan> found = all(trace, service, name, kind);
        assertThat(found).as(service + ": " + name).hasSize(1);
        return found.get(0);
    }

    private static List<ReceivedSpan> all(List<ReceivedSpan> trace, String service, String name, Kind kind) {
        return trace.stream()
                .filter(span ->
                        span.serviceName().equals(service) && span.name().equals(name) && span.kind() == kind)
                .toList();
    }
}

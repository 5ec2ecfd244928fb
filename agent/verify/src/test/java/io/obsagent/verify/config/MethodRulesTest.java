package io.obsagent.verify.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods of an application's own that the configuration names. */
class MethodRulesTest {

    private static final String SHOP = "io.obsagent.verify.apps.httpserver.Shop";
    private static final String COUNT = "method_duration_seconds_count";
    private static final String RESULTS = "693 sold out 2 12 24 1 3 2 stock";
    private static final String CHANGED = LiveServer.CHANGED + ": methods";

    @TempDir
    Path directory;

    private LiveServer server;
    private AppRun run;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void namedMethodsMakeSpansAndAreMeasured() throws Exception {
        start("""
                methods:
                  checkout:
                    class: %s$Checkout
                    methods: [place, tax, fail, countdown]
                    attributes:
                      customer.id: arg0.customer.id
                      tier: arg0.customer.tier
                      new: arg0.customer.new
                      number: arg0.number
                      items: arg0.items.size
                      total: arg0.total
                      shop: this.name
                      express: arg1
                      result: return
                      broken: arg0.customer.broken
                      absent: arg0.customer.nickname.length
                      payer: arg0.payer.id
                      order: arg0
                    labels: {tier: arg0.customer.tier, customer: arg0.customer.id, result: return}
                """.formatted(SHOP));
        assertThat(server.get("/shop")).isEqualTo(RESULTS);

        ReceivedSpan request = run.take(Kind.SERVER, "GET /shop");
        ReceivedSpan place = run.take(Kind.INTERNAL, "Shop$Checkout.place");
        assertThat(place.isChildOf(request)).isTrue();
        assertThat(place.status()).isEqualTo(Status.UNSET);
        assertThat(place.attributes())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("code.function.name", SHOP + "$Checkout.place"),
                        Map.entry("customer.id", "c-17"),
                        Map.entry("tier", "GOLD"),
                        Map.entry("new", true),
                        Map.entry("number", 4711L),
                        Map.entry("items", 3L),
                        Map.entry("total", "12.50"),
                        Map.entry("shop", "main"),
                        Map.entry("express", true),
                        Map.entry("result", 693L)));

        ReceivedSpan tax = run.take(Kind.INTERNAL, "Shop$Checkout.tax");
        assertThat(tax.isChildOf(place)).as("private and static").isTrue();
        assertThat(tax.attributes())
                .containsEntry("express", 0.19)
                .containsEntry("result", 190L)
                .doesNotContainKey("shop");

        ReceivedSpan fail = run.take(Kind.INTERNAL, "Shop$Checkout.fail");
        assertThat(fail.status()).isEqualTo(Status.ERROR);
        assertThat(fail.attribute("error.type")).isEqualTo("java.lang.IllegalStateException");
        assertThat(fail.events()).extracting(ReceivedSpan.Event::name).containsExactly("exception");

        List<ReceivedSpan> countdown = run.take(Kind.INTERNAL, "Shop$Checkout.countdown", 3);
        assertThat(countdown.get(1).isChildOf(countdown.get(0))).isTrue();
        assertThat(countdown.get(2).isChildOf(countdown.get(1))).isTrue();

        PrometheusScrape scrape = run.scrape();
        assertThat(scrape.labels(COUNT, "method", "place"))
                .containsExactly(Map.of(
                        "rule", "checkout",
                        "class", SHOP + "$Checkout",
                        "method", "place",
                        "tier", "GOLD",
                        "customer", "c-17",
                        "result", "693"));
        assertThat(scrape.value(COUNT, "method", "fail", "error_type", "java.lang.IllegalStateException"))
                .hasValue(1);
        assertThat(scrape.sum(COUNT)).isEqualTo(6);
        run.assertNothingLeft();
    }

    @Test
    void rulesComeChangeAndGoInTheRunningApplication() throws Exception {
        start("log: {level: info}");
        assertThat(server.get("/shop")).isEqualTo(RESULTS);
        run.take(Kind.SERVER, "GET /shop");

        server.change("""
                methods:
                  pricing: {class: %1$s$Pricing, subtypes: true, methods: 'price*'}
                  watched: {class: '%1$s*', class-annotation: %1$s$Watched, methods: '*'}
                  marked: {class: '*', method-annotation: %1$s$Watched, span: false}
                """.formatted(SHOP), CHANGED);
        assertThat(server.get("/shop")).isEqualTo(RESULTS);
        assertThat(methods("Rounded.price", 3)).hasSize(3);
        methods("Pricing.priceAll", 1);
        methods("Stock.take", 3);
        methods("Stock.put", 1);
        run.take(Kind.SERVER, "GET /shop");
        assertThat(run.scrape().labelValues(COUNT, "method", "rule", "marked")).containsExactly("put");
        assertThat(run.scrape().sum(COUNT, "rule", "watched")).isEqualTo(4);

        server.change("""
                methods:
                  pricing: {class: %1$s$Pricing, subtypes: true, methods: 'price*'}
                  watched: {class: '%1$s*', class-annotation: %1$s$Watched, methods: 'take(java.lang.String, *)', metric: false,
                            attributes: {item: arg0}}
                """.formatted(SHOP), CHANGED);
        assertThat(server.get("/shop")).isEqualTo(RESULTS);
        methods("Rounded.price", 3);
        methods("Pricing.priceAll", 1);
        assertThat(methods("Stock.take", 2))
                .extracting(span -> span.attribute("item"))
                .containsExactly("tea", "tea");
        run.take(Kind.SERVER, "GET /shop");
        assertThat(run.scrape().labelValues(COUNT, "rule"))
                .as("what was measured for others is forgotten")
                .containsExactly("pricing");
        assertThat(run.scrape().sum(COUNT)).as("the rule is the same").isEqualTo(8);

        server.change("enabled: false", LiveServer.CHANGED + ": enabled, methods");
        assertThat(server.get("/shop")).isEqualTo(RESULTS);
        server.change(
                "methods: {checkout: {class: %s$Checkout, methods: tax(..)}}".formatted(SHOP),
                LiveServer.CHANGED + ": enabled, methods");
        assertThat(server.get("/shop")).isEqualTo(RESULTS);
        methods("Checkout.tax", 1);
        run.take(Kind.SERVER, "GET /shop");

        server.change("log: {level: info}", CHANGED);
        assertThat(server.get("/shop")).isEqualTo(RESULTS);
        run.take(Kind.SERVER, "GET /shop");
        assertThat(run.scrape().family("method_duration_seconds")).isEmpty();

        server.change(
                "methods: {checkout: {class: shop.Checkout, methods: place, labels: {class: arg0}}}",
                ForkedApp.AGENT_LINE + " WARN " + directory.resolve("obs.yaml")
                        + " line 1: methods.checkout.labels is not valid; write ");
        assertThat(run.scrape().sum("obs_agent_hook_errors_total")).isZero();
        assertThat(run.spans()).as("no span but those expected").hasSize(20);
    }

    private List<ReceivedSpan> methods(String name, int count) {
        return run.take(Kind.INTERNAL, "Shop$" + name, count);
    }

    private void start(String text) throws Exception {
        server = LiveServer.start(Files.writeString(directory.resolve("obs.yaml"), text));
        run = server.run();
        server.awaitLine(ForkedApp.AGENT_LINE + " obs-agent ", 1);
    }
}

package io.obsagent.verify.apps.owntelemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Calls the OpenTelemetry API as libraries and applications do, and sets no SDK. */
public final class ApiMain {

    private static final ContextKey<String> BASKET = ContextKey.named("basket");

    private static final Tracer TRACER = GlobalOpenTelemetry.getTracer("shop", "1.0");

    private ApiMain() {}

    public static void main(String[] args) throws Exception {
        Shop.open(ApiMain::order);
        try (Scope ignored = Baggage.builder().put("tenant", "blue").build().makeCurrent()) {
            Shop.call("/order");
        }
        System.out.println("left " + Span.current().getSpanContext().isValid());
        System.out.println("done");
    }

    private static void order() {
        Span request = Span.current();
        System.out.println("request " + request.isRecording() + " tenant "
                + Baggage.current().getEntryValue("tenant"));
        request.setAttribute("shop.user", "ann");
        request.addEvent("basket read", Attributes.of(AttributeKey.longKey("items"), 3L));
        price();
        request.end();
        receive();
        Span.current().setStatus(StatusCode.ERROR, "out of stock");
        try (Scope ignored = Context.root().makeCurrent()) {
            Shop.insert("DELETE FROM item");
        }
        TRACER.spanBuilder("report").setNoParent().startSpan().end();
        System.out.println("same " + request.equals(Span.current()));
    }

    private static void price() {
        Span price = TRACER.spanBuilder("price")
                .setAttribute("currency", "EUR")
                .setAttribute("amount", 12.5)
                .setAttribute("rebate", true)
                .setAttribute(AttributeKey.longArrayKey("parts"), Arrays.asList(1L, 2L))
                .startSpan();
        try (Scope ignored =
                Context.current().with(price).with(BASKET, "wicker").makeCurrent()) {
            Shop.insert("INSERT INTO item VALUES ('pear')");
            Shop.handOver(() -> {
                System.out.println("worker " + Context.current().get(BASKET) + ' ' + price.equals(Span.current()));
                Shop.insert("UPDATE item SET name = 'plum'");
            });
            Baggage more = Baggage.current().toBuilder().put("coupon", "7").build();
            try (Scope alsoIgnored = more.makeCurrent()) {
                Shop.call("/stock");
                System.out.println("tenant " + Baggage.current().getEntryValue("tenant") + " coupon "
                        + Baggage.current().getEntryValue("coupon"));
            }
            Span.current().recordException(new IllegalStateException("sold out"));
            Span.current().setStatus(StatusCode.ERROR, "sold out");
            Span.current().updateName("price of a pear");
        } finally {
            price.end();
        }
    }

    /** A message that has come by a way that the agent does not know. */
    private static void receive() {
        Map<String, String> message = new HashMap<>();
        TextMapPropagator propagator = GlobalOpenTelemetry.getPropagators().getTextMapPropagator();
        Span send = TRACER.spanBuilder("send").setSpanKind(SpanKind.PRODUCER).startSpan();
        try (Scope ignored = send.makeCurrent()) {
            propagator.inject(Context.current(), message, Map::put);
        } finally {
            send.end(1_700_000_000_000L, TimeUnit.MILLISECONDS);
        }
        System.out.println("message " + message.keySet().contains("traceparent") + ' ' + message.get("baggage"));
        Context sender = propagator.extract(Context.root(), message, new Getter());
        Span receive = TRACER.spanBuilder("receive")
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(sender)
                .addLink(Span.current().getSpanContext())
                .startSpan();
        try (Scope ignored = sender.makeCurrent()) {
            Shop.insert("INSERT INTO item VALUES ('fig')");
        }
        receive.end();
    }

    private static final class Getter implements TextMapGetter<Map<String, String>> {

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier.get(key);
        }
    }
}

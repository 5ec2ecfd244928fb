package io.obsagent.verify.apps.owntelemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Counts by Micrometer: in the global registry, to which nobody adds one that keeps the numbers, and in one of its own. */
public final class MetersMain {

    private static final MeterRegistry OWN = new SimpleMeterRegistry();

    private static final MeterRegistry VISITS = new SimpleMeterRegistry();

    private MetersMain() {}

    public static void main(String[] args) throws Exception {
        if (System.getenv("OBS_INSTRUMENTATION_MICROMETER_ENABLED") != null) {
            awaitAgent();
        }
        for (int i = 0; i < 3; i++) {
            Counter.builder("orders.placed")
                    .description("Orders that customers have placed")
                    .tag("tenant", "blue")
                    .register(Metrics.globalRegistry)
                    .increment();
        }
        Metrics.timer("checkout", "step", "pay").record(1500, TimeUnit.MILLISECONDS);
        DistributionSummary.builder("basket.size")
                .baseUnit("items")
                .register(Metrics.globalRegistry)
                .record(4);
        Gauge.builder("stock.level", OWN, registry -> 7).register(OWN);
        Gauge.builder("stock.broken", OWN, registry -> {
                    throw new IllegalStateException("no database");
                })
                .register(OWN);
        OWN.counter("orders.placed", "tenant", "blue").increment(100);
        OWN.counter("orders.placed", "tenant", "green").increment(5);
        Gauge.builder("jvm.thread.count", OWN, registry -> -1).register(OWN);
        Metrics.counter("checkout").increment();
        for (int i = 0; i < 3000; i++) {
            VISITS.counter("visits", "user", String.valueOf(i)).increment();
        }
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    /** The agent reads its configuration while an application starts, and most applications take longer than this one. */
    private static void awaitAgent() throws InterruptedException {
        for (int i = 0; i < 600 && Metrics.globalRegistry.getRegistries().isEmpty(); i++) {
            Metrics.counter("warm.up").increment();
            Thread.sleep(50);
        }
    }
}

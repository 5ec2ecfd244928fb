package io.obsagent.telemetry;

import io.obsagent.api.AgentLog;
import io.obsagent.api.MeterReader;
import io.obsagent.telemetry.metrics.ApplicationMeters;
import io.obsagent.telemetry.metrics.MetricFamilies;
import io.obsagent.telemetry.metrics.MetricSource;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The registries of the application's own meters, read at each scrape. Holds neither registries nor readers: both go with the
 * application. Thread safe.
 */
final class MeterRegistries implements MetricSource {

    private static final int MAX_REGISTRIES = 16;

    private final List<Watched<?>> registries = new ArrayList<Watched<?>>();
    private final SeparateReading<ApplicationMeters> reading = new SeparateReading<ApplicationMeters>("meters");
    private final int maxSeries;
    private boolean told;

    MeterRegistries(int maxSeries) {
        this.maxSeries = maxSeries;
    }

    synchronized <R> void watch(R registry, MeterReader<R> reader) {
        for (Iterator<Watched<?>> all = registries.iterator(); all.hasNext(); ) {
            Object known = all.next().registry.get();
            if (known == registry) {
                return;
            }
            if (known == null) {
                all.remove();
            }
        }
        if (registries.size() < MAX_REGISTRIES) {
            registries.add(new Watched<R>(registry, reader));
        }
    }

    @Override
    public void collect(MetricFamilies out) {
        final List<Watched<?>> all;
        synchronized (this) {
            all = new ArrayList<Watched<?>>(registries);
        }
        if (all.isEmpty()) {
            return;
        }
        ApplicationMeters read = reading.read(new Callable<ApplicationMeters>() {
            @Override
            public ApplicationMeters call() {
                ApplicationMeters meters = new ApplicationMeters(maxSeries);
                for (Watched<?> each : all) {
                    each.read(meters);
                }
                return meters;
            }
        });
        if (read != null) {
            out.application(read);
            if (read.hasTooMany() && !told) {
                told = true;
                AgentLog.info(
                        65,
                        "the application has more than " + maxSeries
                                + " series of its own meters: further ones are left out of /metrics");
            }
        }
    }

    private static final class Watched<R> {
        final WeakReference<R> registry;
        private final WeakReference<MeterReader<R>> reader;

        Watched(R registry, MeterReader<R> reader) {
            this.registry = new WeakReference<R>(registry);
            this.reader = new WeakReference<MeterReader<R>>(reader);
        }

        void read(ApplicationMeters out) {
            R from = registry.get();
            MeterReader<R> by = reader.get();
            try {
                if (from != null && by != null) {
                    by.read(from, out);
                }
            } catch (Throwable failure) {
                AgentLog.debug("cannot read a registry of the application's meters", failure);
            }
        }
    }
}

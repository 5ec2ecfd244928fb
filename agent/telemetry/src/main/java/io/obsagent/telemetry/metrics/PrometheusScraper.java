package io.obsagent.telemetry.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.obsagent.config.MetricsDialect;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Micrometer's Prometheus registry over the metrics of the agent, which it collects at each scrape. Together with
 * {@link MetricFamilies} the only user of both libraries; made for the first scraper, so that a JVM which nobody scrapes
 * does not load their classes. Thread safe.
 */
final class PrometheusScraper implements MultiCollector {

    private final MetricRegistry metrics;
    private final PrometheusMeterRegistry registry;
    private final ExpositionFormats formats;

    PrometheusScraper(MetricRegistry metrics) {
        this.metrics = metrics;
        PrometheusRegistry collectors = new PrometheusRegistry();
        collectors.register(this);
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, collectors, Clock.SYSTEM);
        formats = ExpositionFormats.init();
    }

    @Override
    public MetricSnapshots collect() {
        MetricFamilies families = new MetricFamilies();
        metrics.collect(families);
        MetricSnapshots snapshots = families.snapshots();
        boolean micrometer = metrics.dialect() == MetricsDialect.MICROMETER;
        return families.withApplication(micrometer ? MicrometerDialect.translate(snapshots) : snapshots);
    }

    /** The Content-Type of the answer to an Accept header; plain text for one that likes none of the formats. */
    String contentType(String accept) {
        return formats.findWriter(favourite(accept)).getContentType();
    }

    /** All metrics in the format of a {@link #contentType}. */
    byte[] scrape(String contentType) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(32 * 1024);
        registry.scrape(out, contentType);
        return out.toByteArray();
    }

    /** What the client likes best: the library looks for formats in a fixed order, whatever their quality. */
    private static String favourite(String accept) {
        String best = "";
        double bestQuality = 0;
        for (String range : accept.replace(" ", "").split(",")) {
            double quality = quality(range);
            if (quality > bestQuality) {
                best = range;
                bestQuality = quality;
            }
        }
        return best;
    }

    private static double quality(String range) {
        int q = range.indexOf(";q=");
        if (q < 0) {
            return 1;
        }
        int end = range.indexOf(';', q + 1);
        try {
            return Double.parseDouble(range.substring(q + 3, end < 0 ? range.length() : end));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

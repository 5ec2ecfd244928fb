package io.obsagent.telemetry.metrics;

import io.obsagent.telemetry.export.ProtoWriter;
import java.util.Locale;

/** The formats in which metrics are served. */
enum ExpositionFormat {
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8"),
    PROTOBUF("application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited");

    private final String contentType;

    ExpositionFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    Exposition write(ProtoWriter out) {
        return this == PROTOBUF ? new ProtobufExposition(out) : new TextExposition(out, this == OPEN_METRICS);
    }

    /** The format that an Accept header likes best; text for one that likes none. */
    static ExpositionFormat negotiate(String accept) {
        ExpositionFormat best = TEXT;
        double bestQuality = 0;
        int from = 0;
        while (from < accept.length()) {
            int comma = accept.indexOf(',', from);
            int to = comma < 0 ? accept.length() : comma;
            String range = accept.substring(from, to).trim().toLowerCase(Locale.ROOT);
            ExpositionFormat format = of(range);
            double quality = format == null ? 0 : quality(range);
            if (quality > bestQuality) {
                best = format;
                bestQuality = quality;
            }
            from = to + 1;
        }
        return best;
    }

    private static ExpositionFormat of(String range) {
        if (range.startsWith("application/openmetrics-text")) {
            return OPEN_METRICS;
        }
        if (range.startsWith("application/vnd.google.protobuf")) {
            boolean delimited = !range.contains("encoding=") || range.contains("encoding=delimited");
            return delimited && range.contains("io.prometheus.client.metricfamily") ? PROTOBUF : null;
        }
        return range.startsWith("text/") || range.startsWith("*/*") ? TEXT : null;
    }

    private static double quality(String range) {
        int q = range.indexOf(";q=");
        if (q < 0) {
            return 1;
        }
        int end = range.indexOf(';', q + 1);
        try {
            return Double.parseDouble(
                    range.substring(q + 3, end < 0 ? range.length() : end).trim());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

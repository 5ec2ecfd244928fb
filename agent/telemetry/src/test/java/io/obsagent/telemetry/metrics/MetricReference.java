package io.obsagent.telemetry.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows the reference what the table keeps within its package. */
public final class MetricReference {

    private MetricReference() {}

    /** The default buckets as text; empty for what is no histogram. */
    public static String buckets(Metric metric) {
        if (metric.bounds() == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (double bound : metric.bounds()) {
            if (text.length() > 0) {
                text.append(' ');
            }
            text.append(bound == (long) bound ? Long.toString((long) bound) : Double.toString(bound));
        }
        return text.toString();
    }

    /** The metrics that Micrometer names otherwise, and its names. */
    public static Map<String, List<String>> micrometer() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (MicrometerName name : MicrometerName.values()) {
            String to = name.metric().type() == Metric.Type.COUNTER ? name.to() + "_total" : name.to();
            names.computeIfAbsent(name.metric().text(), from -> new ArrayList<>())
                    .add(to);
        }
        return names;
    }

    /** What a scrape holds in Micrometer's names alone. */
    public static List<String> micrometerOnly() {
        List<String> names = new ArrayList<>();
        for (ProcessGauge gauge : ProcessGauge.values()) {
            names.add(gauge.text());
        }
        return names;
    }
}

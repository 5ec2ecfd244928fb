package io.obsagent.telemetry.metrics;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The series of metrics that have the same labels, found by label values without a lock and without an object.
 *
 * <p>Every label has a cap: beyond it a new value becomes {@code _other}, which is counted. So has the table: beyond it
 * all values of a new combination become {@code _other}, but for that of {@link #SERVICE}.
 */
public final class SeriesTable implements MetricSource {

    /** Combinations of label values, each within its cap, that one table holds. */
    static final int MAX_SERIES = 2_000;

    /** Of a label's value; more than a query's summary or a route can have. */
    private static final int MAX_CHARS = 256;

    static final String OTHER = "_other";

    /** The last label of all metrics here; only what {@link LabelValues#service} names has it. */
    static final String SERVICE = "service_name";

    private final Metric[] metrics;
    /** How many of the first labels always have the same value. */
    private final int fixed;

    private final String[] names;
    private final HistogramBounds[] bounds;
    private final int[] caps;
    private final Overflow overflow;
    private final Set<String>[] known;

    /** Open addressing; an array is never changed but by adding, and replaced when it is half full. */
    private volatile Series[] slots = new Series[16];

    private int count;

    @SuppressWarnings({"unchecked", "rawtypes"})
    SeriesTable(MetricRegistry registry, int fixed, String[] labels, Metric... metrics) {
        this.metrics = metrics;
        this.fixed = fixed;
        this.names = Arrays.copyOf(labels, labels.length + 1);
        names[labels.length] = SERVICE;
        this.overflow = registry.overflow();
        this.caps = new int[names.length];
        this.known = new Set[names.length];
        for (int i = 0; i < names.length; i++) {
            caps[i] = registry.maxLabelValues(names[i]);
            known[i] = new HashSet<String>();
        }
        this.bounds = new HistogramBounds[metrics.length];
        for (int i = 0; i < metrics.length; i++) {
            bounds[i] = metrics[i].type() == Metric.Type.HISTOGRAM ? registry.bounds(metrics[i]) : null;
        }
    }

    /** The series for these label values; made when it is the first time. Never null. */
    public Series get(LabelValues labels) {
        int hash = hash(labels);
        Series found = find(slots, hash, labels);
        return found != null ? found : add(labels);
    }

    private static Series find(Series[] slots, int hash, LabelValues labels) {
        int mask = slots.length - 1;
        for (int i = hash & mask; slots[i] != null; i = (i + 1) & mask) {
            if (slots[i].hash == hash && slots[i].has(labels)) {
                return slots[i];
            }
        }
        return null;
    }

    private int hash(LabelValues labels) {
        int hash = 1;
        for (int i = 0; i < names.length - 1; i++) {
            hash = hash * 31 + hash(labels.label(i));
        }
        hash = hash * 31 + hash(labels.service());
        return hash ^ hash >>> 15;
    }

    private static int hash(String value) {
        return value == null ? 0 : value.hashCode();
    }

    private synchronized Series add(LabelValues labels) {
        final String[] values = new String[names.length];
        for (int i = 0; i < values.length; i++) {
            String value = i < values.length - 1 ? labels.label(i) : labels.service();
            values[i] =
                    value == null ? "" : admit(i, value.length() > MAX_CHARS ? value.substring(0, MAX_CHARS) : value);
        }
        Values key = new Values(values);
        int hash = hash(key);
        Series found = find(slots, hash, key);
        if (found == null && count >= MAX_SERIES) {
            overflow.count(metrics[0].text(), "");
            for (int i = fixed; i < values.length - 1; i++) {
                values[i] = OTHER;
            }
            hash = hash(key);
            found = find(slots, hash, key);
        }
        return found != null ? found : insert(new Series(hash, values, bounds));
    }

    private String admit(int label, String value) {
        Set<String> values = known[label];
        if (value.isEmpty() || values.contains(value)) {
            return value;
        }
        if (values.size() >= caps[label]) {
            overflow.count(metrics[0].text(), names[label]);
            return OTHER;
        }
        values.add(value);
        return value;
    }

    private Series insert(Series series) {
        Series[] target = slots;
        if (++count * 2 > target.length) {
            target = new Series[target.length * 2];
            for (Series old : slots) {
                if (old != null) {
                    place(target, old);
                }
            }
        }
        place(target, series);
        slots = target;
        return series;
    }

    private static void place(Series[] target, Series series) {
        int mask = target.length - 1;
        int i = series.hash & mask;
        while (target[i] != null) {
            i = (i + 1) & mask;
        }
        target[i] = series;
    }

    @Override
    public void collect(MetricFamilies out) {
        Series[] series = slots;
        for (int metric = 0; metric < metrics.length; metric++) {
            for (Series one : series) {
                if (one != null) {
                    collect(out, metric, one);
                }
            }
        }
    }

    private void collect(MetricFamilies out, int metric, Series series) {
        if (bounds[metric] == null) {
            long value = series.adder(metric).sum();
            // a counter that shares its labels with others appears when it has counted something
            if (value != 0 || metrics[metric].type() == Metric.Type.GAUGE) {
                out.value(metrics[metric], names, series.values, value);
            }
        } else if (!series.histogram(metric).isEmpty()) {
            out.histogram(metrics[metric], names, series.values, series.histogram(metric));
        }
    }

    /** Values that are at hand as an array. */
    private static final class Values implements LabelValues {
        private final String[] values;

        Values(String[] values) {
            this.values = values;
        }

        @Override
        public String label(int index) {
            return values[index];
        }

        @Override
        public String service() {
            return values[values.length - 1];
        }
    }
}

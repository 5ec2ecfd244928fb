package io.obsagent.telemetry.metrics;

/** One scrape being written in one format. Metrics come one after the other, the samples of each next to each other. */
public abstract class Exposition {

    private static final String[] NONE = {};

    private Metric current;

    /** Writes a sample of a counter, a gauge or an info metric. Labels with a null or empty value are left out. */
    public final void value(Metric metric, String[] names, String[] values, double value) {
        family(metric);
        sample(metric, names, values, value);
    }

    /** Writes a counter or gauge without labels. */
    public final void value(Metric metric, double value) {
        value(metric, NONE, NONE, value);
    }

    /** Writes a sample of a histogram. */
    public final void histogram(Metric metric, String[] names, String[] values, Histogram histogram) {
        family(metric);
        sample(names, values, histogram);
    }

    private void family(Metric metric) {
        if (metric != current) {
            if (current != null) {
                endFamily();
            }
            current = metric;
            beginFamily(metric);
        }
    }

    /** Ends the scrape. */
    final void finish() {
        if (current != null) {
            endFamily();
        }
        end();
    }

    abstract void beginFamily(Metric metric);

    abstract void sample(Metric metric, String[] names, String[] values, double value);

    abstract void sample(String[] names, String[] values, Histogram histogram);

    abstract void endFamily();

    abstract void end();
}

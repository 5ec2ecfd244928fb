package io.obsagent.telemetry;

import io.obsagent.telemetry.metrics.LabelValues;
import io.obsagent.telemetry.metrics.Series;
import io.obsagent.telemetry.metrics.SeriesTable;

/**
 * The series of {@code http_server_active_requests}, which there are few of: those of the JVM's own service are kept by method
 * and scheme, so that a request's is found without a look at the table. Thread safe.
 */
final class ActiveRequests {

    private final SeriesTable table;
    private final Series[] http = new Series[HttpMethods.COUNT];
    private final Series[] https = new Series[HttpMethods.COUNT];

    /** @param table never gives up a series, so what it gave may be kept */
    ActiveRequests(SeriesTable table) {
        this.table = table;
    }

    /**
     * The series of a request of the JVM's own service. Never null.
     *
     * @param method its {@link HttpMethods#index}
     * @param scheme may be null
     * @param labels method and scheme once more
     */
    Series of(int method, String scheme, LabelValues labels) {
        Series[] known = "http".equals(scheme) ? http : "https".equals(scheme) ? https : null;
        if (known == null) {
            return of(labels);
        }
        Series series = known[method];
        if (series == null) {
            series = of(labels);
            if (!series.isOverflow()) { // what stands for many is counted each time by the table
                known[method] = series; // of two threads at once both set the same
            }
        }
        return series;
    }

    /** The series of a request of any service. Never null. */
    Series of(LabelValues labels) {
        return table.get(labels);
    }
}

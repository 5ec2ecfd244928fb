package io.obsagent.telemetry;

import io.obsagent.telemetry.metrics.Series;
import io.obsagent.telemetry.metrics.SeriesTable;

/**
 * The series of {@code http_server_request_duration_seconds}. Those of requests that succeed, of the JVM's own service, are kept
 * where a request finds its own by fewer steps than in the table; they are the first that come, so that threads seldom write
 * here. Thread safe.
 */
final class ServedRequests {

    /** A power of two; services seldom have as many routes. */
    private static final int KEPT = 256;

    private final SeriesTable table;
    private final Known[] kept = new Known[KEPT];

    /** @param table never gives up a series, so what it gave may be kept */
    ServedRequests(SeriesTable table) {
        this.table = table;
    }

    /**
     * The series of a request that has ended. Never null.
     *
     * @param method of {@link HttpMethods}
     * @param scheme may be null
     * @param route may be null
     */
    Series of(HttpServerOperation request, String method, String scheme, String route, int status) {
        if (route == null || scheme == null || request.errorType != null || request.service != null) {
            return table.get(request);
        }
        int place = place(method, route, status);
        Known known = kept[place];
        if (known != null && known.is(method, scheme, route, status)) {
            return known.series;
        }
        Series series = table.get(request);
        // what stands for many is counted each time by the table
        if (known == null && !series.isOverflow()) {
            kept[place] = new Known(method, scheme, route, status, series);
        }
        return series;
    }

    /** The name of a request's span: it is put together once where the series is kept. */
    String spanName(String method, String scheme, String route, int status) {
        if (route == null) {
            return HttpMethods.spanName(method);
        }
        Known known = scheme == null ? null : kept[place(method, route, status)];
        return known != null && known.is(method, scheme, route, status) ? known.spanName : spanName(method, route);
    }

    private static String spanName(String method, String route) {
        return HttpMethods.spanName(method) + ' ' + route;
    }

    private static int place(String method, String route, int status) {
        return (route.hashCode() * 31 + method.hashCode() + status) & KEPT - 1;
    }

    private static final class Known {
        private final String method;
        private final String scheme;
        private final String route;
        private final int status;
        final Series series;
        final String spanName;

        Known(String method, String scheme, String route, int status, Series series) {
            this.method = method;
            this.scheme = scheme;
            this.route = route;
            this.status = status;
            this.series = series;
            this.spanName = spanName(method, route);
        }

        /** Methods are constants. */
        boolean is(String otherMethod, String otherScheme, String otherRoute, int otherStatus) {
            return status == otherStatus
                    && method == otherMethod
                    && route.equals(otherRoute)
                    && scheme.equals(otherScheme);
        }
    }
}

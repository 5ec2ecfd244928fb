package io.obsagent.telemetry;

/** The request methods that may be names of spans and values of labels. */
final class HttpMethods {

    static final String OTHER = "_OTHER";

    private static final String[] KNOWN = {
        "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "CONNECT", "TRACE", "QUERY", OTHER
    };

    /** One more than the largest {@link #index}. */
    static final int COUNT = KNOWN.length;

    private HttpMethods() {}

    /** The method, or {@link #OTHER} for one that the conventions do not know; methods are case-sensitive. */
    static String known(String method) {
        return known(index(method));
    }

    /** The method at an {@link #index}. */
    static String known(int index) {
        return KNOWN[index];
    }

    /** A number for each method that {@link #known} tells apart, from 0 on. */
    static int index(String method) {
        int other = COUNT - 1;
        for (int i = 0; i < other; i++) {
            if (KNOWN[i].equals(method)) {
                return i;
            }
        }
        return other;
    }

    /** The method as a part of a span's name. */
    static String spanName(String known) {
        return known == OTHER ? "HTTP" : known;
    }
}

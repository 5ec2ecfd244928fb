package io.obsagent.telemetry;

/** The request methods that may be names of spans and values of labels. */
final class HttpMethods {

    static final String OTHER = "_OTHER";

    private HttpMethods() {}

    /** The method, or {@link #OTHER} for one that the conventions do not know; methods are case-sensitive. */
    static String known(String method) {
        if (method == null) {
            return OTHER;
        }
        switch (method) {
            case "GET":
            case "HEAD":
            case "POST":
            case "PUT":
            case "DELETE":
            case "CONNECT":
            case "OPTIONS":
            case "TRACE":
            case "PATCH":
            case "QUERY":
                return method;
            default:
                return OTHER;
        }
    }

    /** The method as a part of a span's name. */
    static String spanName(String known) {
        return known == OTHER ? "HTTP" : known;
    }
}

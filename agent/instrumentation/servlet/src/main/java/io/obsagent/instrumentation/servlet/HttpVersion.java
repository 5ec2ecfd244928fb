package io.obsagent.instrumentation.servlet;

/** Names of HTTP versions as the conventions write them. */
public final class HttpVersion {

    private static final String PREFIX = "HTTP/";

    private HttpVersion() {}

    /** {@code 1.1} of {@code HTTP/1.1}, {@code 2} of {@code HTTP/2.0} and {@code HTTP/2}; null of anything else. */
    public static String of(String protocol) {
        if (protocol == null || !protocol.startsWith(PREFIX)) {
            return null;
        }
        if ("HTTP/1.1".equals(protocol)) {
            return "1.1";
        }
        String version = protocol.substring(PREFIX.length());
        return version.endsWith(".0") && !"1.0".equals(version) ? version.substring(0, 1) : version;
    }
}

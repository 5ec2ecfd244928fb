package io.obsagent.instrumentation.servlet;

/** Names of HTTP versions as the conventions write them. */
public final class HttpVersion {

    private static final String PREFIX = "HTTP/";

    private HttpVersion() {}

    /** {@code 1.1} of {@code HTTP/1.1}, {@code 2} of {@code HTTP/2.0}; null of anything else. */
    public static String of(String protocol) {
        if (protocol == null || !protocol.startsWith(PREFIX)) {
            return null;
        }
        if ("HTTP/1.1".equals(protocol)) {
            return "1.1";
        }
        return protocol.startsWith("HTTP/2") ? "2" : protocol.substring(PREFIX.length());
    }
}

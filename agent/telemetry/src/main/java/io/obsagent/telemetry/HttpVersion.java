package io.obsagent.telemetry;

/** Names of HTTP versions as the conventions write them. */
final class HttpVersion {

    private static final String PREFIX = "HTTP/";

    private HttpVersion() {}

    /** {@code 1.1} of {@code HTTP/1.1} and {@code 1.1}, {@code 2} of {@code HTTP/2.0} and {@code HTTP/2}; null of what is no HTTP. */
    static String of(String protocol) {
        if (protocol == null) {
            return null;
        }
        if ("HTTP/1.1".equals(protocol)) {
            return "1.1";
        }
        if (!protocol.startsWith(PREFIX)) {
            return protocol.isEmpty() || protocol.charAt(0) > '9' ? null : protocol;
        }
        String version = protocol.substring(PREFIX.length());
        return version.endsWith(".0") && !"1.0".equals(version) ? version.substring(0, 1) : version;
    }
}

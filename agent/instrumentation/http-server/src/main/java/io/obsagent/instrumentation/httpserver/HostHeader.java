package io.obsagent.instrumentation.httpserver;

/** The header Host: {@code name}, {@code name:port}, {@code [address]:port}. */
final class HostHeader {

    private HostHeader() {}

    /** The name or address without port; null without header. */
    static String host(String header) {
        if (header == null) {
            return null;
        }
        int colon = portColon(header);
        return colon < 0 ? header : header.substring(0, colon);
    }

    /** The port, or the scheme's own. */
    static int port(String header, int ofScheme) {
        int colon = header == null ? -1 : portColon(header);
        if (colon < 0) {
            return ofScheme;
        }
        try {
            return Integer.parseInt(header.substring(colon + 1));
        } catch (NumberFormatException noPort) {
            return ofScheme;
        }
    }

    private static int portColon(String header) {
        int colon = header.lastIndexOf(':');
        return colon > header.lastIndexOf(']') ? colon : -1;
    }
}

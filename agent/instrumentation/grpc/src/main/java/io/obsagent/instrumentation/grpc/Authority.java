package io.obsagent.instrumentation.grpc;

/** Host and port out of an authority such as {@code loms:8082}, {@code [::1]:8082} or {@code loms}. */
final class Authority {

    static final Authority NONE = new Authority(null, -1);

    /** Without brackets; null when unknown. */
    final String host;
    /** -1 when the authority names none. */
    final int port;

    private Authority(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** @param authority null gives {@link #NONE}; what is no port is left to the host */
    static Authority parse(String authority) {
        if (authority == null || authority.isEmpty()) {
            return NONE;
        }
        int colon = authority.lastIndexOf(':');
        boolean bracketed = authority.charAt(0) == '[';
        boolean lonelyIpv6 = !bracketed && authority.indexOf(':') != colon;
        int port = lonelyIpv6 ? -1 : port(authority, colon + 1);
        String host = port < 0 || colon < 0 ? authority : authority.substring(0, colon);
        if (bracketed && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new Authority(host, colon < 0 ? -1 : port);
    }

    private static int port(String authority, int from) {
        int length = authority.length();
        if (from == 0 || from == length || length - from > 5) {
            return -1;
        }
        int port = 0;
        for (int i = from; i < length; i++) {
            char c = authority.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            port = port * 10 + c - '0';
        }
        return port;
    }
}

package io.obsagent.telemetry.export;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.StringTokenizer;

/** An HTTP proxy on the way to the collector. Immutable. */
final class HttpProxy {

    private static final String NOT_PROXIED = "localhost|127.*|[::1]|0.0.0.0|[::0]";

    private final String host;
    private final int port;
    /** The value of Proxy-Authorization; null where the proxy asks for nothing. */
    private final String authorization;

    private HttpProxy(String host, int port, String user, String password) {
        this.host = host;
        this.port = port;
        this.authorization = user == null ? null : basic(user + ':' + (password == null ? "" : password));
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The proxy for an endpoint; null where the way is straight.
     *
     * @param setting {@code exporter.proxy}: none, jvm or a URL
     */
    static HttpProxy of(String setting, URI endpoint) {
        if (setting.equals("none")) {
            return null;
        }
        return setting.equals("jvm") ? ofJvm(endpoint) : of(URI.create(setting));
    }

    private static HttpProxy of(URI url) {
        String user = url.getUserInfo();
        int colon = user == null ? -1 : user.indexOf(':');
        return new HttpProxy(
                HttpConnection.withoutBrackets(url.getHost()),
                url.getPort() < 0 ? 80 : url.getPort(),
                colon < 0 ? user : user.substring(0, colon),
                colon < 0 ? null : user.substring(colon + 1));
    }

    /** What the properties say now: the application may set them when it starts. */
    private static HttpProxy ofJvm(URI endpoint) {
        String scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
        String host = System.getProperty(scheme + ".proxyHost");
        if (host == null
                || host.isEmpty()
                || isListed(System.getProperty("http.nonProxyHosts", NOT_PROXIED), endpoint)) {
            return null;
        }
        return new HttpProxy(
                host,
                Integer.getInteger(scheme + ".proxyPort", scheme.equals("https") ? 443 : 80),
                System.getProperty(scheme + ".proxyUser"),
                System.getProperty(scheme + ".proxyPassword"));
    }

    private static boolean isListed(String patterns, URI endpoint) {
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        for (StringTokenizer each = new StringTokenizer(patterns.toLowerCase(Locale.ROOT), "|");
                each.hasMoreTokens(); ) {
            String pattern = each.nextToken().trim();
            boolean anyStart = pattern.startsWith("*");
            boolean anyEnd = pattern.endsWith("*") && pattern.length() > 1;
            String part = pattern.substring(anyStart ? 1 : 0, pattern.length() - (anyEnd ? 1 : 0));
            int found = anyStart && !anyEnd ? host.lastIndexOf(part) : host.indexOf(part);
            if (found >= 0 && (anyStart || found == 0) && (anyEnd || found + part.length() == host.length())) {
                return true;
            }
        }
        return false;
    }

    InetSocketAddress address() throws IOException {
        try {
            return new InetSocketAddress(host, port);
        } catch (IllegalArgumentException e) {
            throw new IOException("proxy " + this + ": there is no such port", e);
        }
    }

    /** The value of the header Proxy-Authorization, a secret; null where there is none. */
    String authorization() {
        return authorization;
    }

    /** Where it is; for messages. */
    @Override
    public String toString() {
        return host + ':' + port;
    }
}

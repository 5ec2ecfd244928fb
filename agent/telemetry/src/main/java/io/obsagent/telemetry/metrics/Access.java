package io.obsagent.telemetry.metrics;

import io.obsagent.config.AgentConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** Who may see /metrics and /doctor. Thread safe. */
final class Access {

    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";

    private final byte[] userAndPassword;
    private final byte[] token;
    private final boolean local;

    /** @param local whether the port is open to this machine alone */
    Access(AgentConfig.Server config, boolean local) {
        userAndPassword = config.user == null ? null : bytes(config.user + ':' + config.password);
        token = config.token == null ? null : bytes(config.token);
        this.local = local;
    }

    /**
     * Whether a client may see anything. Takes as long for a wrong secret as for the right one.
     *
     * @param authorization the header's value, or null
     */
    boolean allows(String authorization) {
        if (isOpen()) {
            return true;
        }
        byte[] given = secret(BASIC, authorization);
        if (given != null) {
            return userAndPassword != null && MessageDigest.isEqual(userAndPassword, decoded(given));
        }
        given = secret(BEARER, authorization);
        return given != null && token != null && MessageDigest.isEqual(token, given);
    }

    /** Lines for the head of an answer that tell how to log in. */
    String challenge() {
        return (userAndPassword == null ? "" : "\r\nWWW-Authenticate: Basic realm=\"obs-agent\", charset=\"UTF-8\"")
                + (token == null ? "" : "\r\nWWW-Authenticate: Bearer realm=\"obs-agent\"");
    }

    /**
     * Whether a client that may see something may see /doctor: who has logged in may. Without that the port has to be open
     * to this machine alone, and the client to know it by a name of this machine's, as a page that a browser has loaded from
     * elsewhere may have a name that leads here.
     *
     * @param host the header's value
     */
    boolean allowsDoctor(String host) {
        if (!isOpen()) {
            return true;
        }
        int port = host.lastIndexOf(':');
        String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
        return local && ("localhost".equals(name) || "[::1]".equals(name) || isIpv4Loopback(name));
    }

    private boolean isOpen() {
        return userAndPassword == null && token == null;
    }

    private static boolean isIpv4Loopback(String name) {
        for (int i = 0; i < name.length(); i++) {
            if ("0123456789.".indexOf(name.charAt(i)) < 0) {
                return false;
            }
        }
        return name.startsWith("127.");
    }

    /** What follows the name of a scheme; null where the header has another. The line was read as one byte a character. */
    private static byte[] secret(String scheme, String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                ? authorization.substring(scheme.length()).trim().getBytes(StandardCharsets.ISO_8859_1)
                : null;
    }

    private static byte[] decoded(byte[] base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException nonsense) {
            return new byte[0];
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

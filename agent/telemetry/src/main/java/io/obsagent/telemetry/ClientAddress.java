package io.obsagent.telemetry;

import io.obsagent.api.HttpRequest;
import io.obsagent.config.AddressRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The client of a request that has come through proxies. Each proxy appends the address that it was called from to {@code
 * Forwarded} or {@code X-Forwarded-For}.
 *
 * <p>Where trusted proxies are named, what they say is believed and nothing else: the client is the last address that is
 * not a trusted proxy's. Most maintain {@code X-Forwarded-For} and let the client's own {@code Forwarded} pass, so the
 * latter is read only where the former is absent. Where none are named the client is the first address, which it can
 * forge. Immutable.
 */
final class ClientAddress {

    private static final String FORWARDED = "forwarded";
    private static final String X_FORWARDED_FOR = "x-forwarded-for";

    private final List<AddressRange> trusted;

    /** @param trusted empty where any proxy is believed */
    ClientAddress(List<AddressRange> trusted) {
        this.trusted = trusted;
    }

    /** @param peer the address on the socket, or null */
    String of(HttpRequest request, String peer) {
        if (!trusted.isEmpty() && !isTrusted(peer)) {
            return peer;
        }
        List<String> hops = hops(request);
        if (hops.isEmpty()) {
            return peer;
        }
        if (!trusted.isEmpty()) {
            for (int i = hops.size() - 1; i >= 0; i--) {
                if (!isTrusted(hops.get(i))) {
                    return hops.get(i);
                }
            }
        }
        return hops.get(0);
    }

    private boolean isTrusted(String address) {
        for (AddressRange range : trusted) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private List<String> hops(HttpRequest request) {
        boolean standard = trusted.isEmpty() ? has(request, FORWARDED) : !has(request, X_FORWARDED_FOR);
        String header = request.header(standard ? FORWARDED : X_FORWARDED_FOR);
        if (header == null || header.isEmpty()) {
            return Collections.emptyList();
        }
        List<String> hops = new ArrayList<String>(4);
        int from = 0;
        while (from < header.length()) {
            int comma = header.indexOf(',', from);
            int to = comma < 0 ? header.length() : comma;
            String hop = header.substring(from, to).trim();
            String address = address(standard ? forwardedFor(hop) : hop);
            if (address != null) {
                hops.add(address);
            }
            from = to + 1;
        }
        return hops;
    }

    private static boolean has(HttpRequest request, String header) {
        String value = request.header(header);
        return value != null && !value.isEmpty();
    }

    /** The value of {@code for=} of one element of the header Forwarded, or null. */
    private static String forwardedFor(String element) {
        int from = element.toLowerCase(Locale.ROOT).indexOf("for=");
        if (from < 0) {
            return null;
        }
        int end = element.indexOf(';', from);
        return element.substring(from + 4, end < 0 ? element.length() : end).trim();
    }

    /** Without quotes, brackets and port; null for nothing. */
    private static String address(String node) {
        if (node == null) {
            return null;
        }
        String text = node.length() > 1 && node.charAt(0) == '"' ? node.substring(1, node.length() - 1) : node;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? null : text.substring(1, end);
        }
        int colon = text.indexOf(':');
        boolean port = colon >= 0 && colon == text.lastIndexOf(':');
        String address = port ? text.substring(0, colon) : text;
        return address.isEmpty() ? null : address;
    }
}

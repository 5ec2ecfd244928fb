package io.obsagent.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of IP addresses, {@code 10.0.0.0/8}, or one address. Immutable. */
public final class AddressRange {

    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange
                && bits == ((AddressRange) other).bits
                && Arrays.equals(network, ((AddressRange) other).network);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(network) + bits;
    }

    /** Null for what is no range of addresses; names are not looked up. */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = literal(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            return null;
        }
        int bits = network.length * 8;
        if (slash >= 0) {
            try {
                bits = Integer.parseInt(text.substring(slash + 1));
            } catch (NumberFormatException noNumber) {
                return null;
            }
        }
        return bits < 0 || bits > network.length * 8 ? null : new AddressRange(network, bits);
    }

    /** Whether an address belongs to it; no for null and for what is no address. */
    public boolean contains(String address) {
        byte[] other = literal(address);
        if (other == null || other.length != network.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (network[i] != other[i]) {
                return false;
            }
        }
        int mask = 0xff << 8 - bits % 8 & 0xff;
        return mask == 0 || whole == network.length || (network[whole] & mask) == (other[whole] & mask);
    }

    /** The bytes of an address as it is written; null for a name, which would be looked up. */
    private static byte[] literal(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        boolean six = text.indexOf(':') >= 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9' || c == '.';
            if (!digit && !(six && (c == ':' || c == '%' || Character.digit(c, 16) >= 0))) {
                return null;
            }
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException noAddress) {
            return null;
        }
    }
}

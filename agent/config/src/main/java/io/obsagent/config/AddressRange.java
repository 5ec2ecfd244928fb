package io.obsagent.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of IP addresses, {@code 10.0.0.0/8}, or one address. Immutable. */
public final class AddressRange {

    /** Of an IPv6 address that ends in an IPv4 address, the longest there are. */
    private static final int MAX_LENGTH = 45;

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

    /** The bytes of an address as it is written; null for everything else, as a resolver would be asked for it. */
    private static byte[] literal(String text) {
        if (text == null) {
            return null;
        }
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        if (address.indexOf(':') < 0) {
            return zone < 0 ? dottedQuad(address) : null;
        }
        try {
            // in brackets nothing is looked up
            return address.length() > MAX_LENGTH
                    ? null
                    : InetAddress.getByName('[' + address + ']').getAddress();
        } catch (UnknownHostException noAddress) {
            return null;
        }
    }

    private static byte[] dottedQuad(String text) {
        byte[] address = new byte[4];
        int part = 0;
        int digits = 0;
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && digits > 0 && part < 3) {
                address[part++] = (byte) value;
                digits = 0;
                value = 0;
            } else if (c >= '0' && c <= '9' && ++digits <= 3) {
                value = value * 10 + c - '0';
            } else {
                return null;
            }
            if (value > 255) {
                return null;
            }
        }
        address[part] = (byte) value;
        return part == 3 && digits > 0 ? address : null;
    }
}

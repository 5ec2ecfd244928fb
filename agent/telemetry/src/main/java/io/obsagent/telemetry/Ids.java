package io.obsagent.telemetry;

import java.util.concurrent.ThreadLocalRandom;

/** Makes and writes the ids of traces and spans. */
final class Ids {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /** Sets the sequences of two JVMs apart even if their generators were seeded alike. No SecureRandom: it may block. */
    private static final long SALT =
            mix(System.nanoTime() ^ System.currentTimeMillis() << 20) ^ mix(System.identityHashCode(new Object()));

    private Ids() {}

    /** A random id, never 0. */
    static long next() {
        long id;
        do {
            id = ThreadLocalRandom.current().nextLong() ^ SALT;
        } while (id == 0);
        return id;
    }

    /** A random UUID, version 4. */
    static String uuid() {
        byte[] text = new byte[36];
        hex(next() & 0xffffffffffff0fffL | 0x4000L, text, 0);
        hex(next() & 0x3fffffffffffffffL | 0x8000000000000000L, text, 16);
        byte[] uuid = new byte[36];
        for (int from = 0, to = 0; from < 32; from++, to++) {
            if (to == 8 || to == 13 || to == 18 || to == 23) {
                uuid[to++] = '-';
            }
            uuid[to] = text[from];
        }
        return ascii(uuid, uuid.length);
    }

    /** 32 hex digits. */
    static String text(long high, long low) {
        byte[] text = Current.scratch();
        hex(high, text, 0);
        hex(low, text, 16);
        return ascii(text, 32);
    }

    /** 16 hex digits. */
    static String text(long id) {
        byte[] text = Current.scratch();
        hex(id, text, 0);
        return ascii(text, 16);
    }

    /** The first characters as text. The old constructor takes the bytes as they are, neither decoded nor widened. */
    @SuppressWarnings("deprecation")
    static String ascii(byte[] text, int length) {
        return new String(text, 0, 0, length);
    }

    /** Writes 16 hex digits. */
    static void hex(long value, byte[] target, int from) {
        for (int i = 15, rest = 0; i >= 0; i--, rest += 4) {
            target[from + i] = HEX[(int) (value >>> rest) & 0xf];
        }
    }

    /** Whether a part of a text is a number of hex digits, lower or upper case. */
    static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return from < to;
    }

    /** Whether these are the ids of a trace and a span, as text. */
    static boolean areIds(String traceId, String spanId) {
        return traceId.length() == 32
                && isHex(traceId, 0, 32)
                && (parse(traceId, 0, 16) | parse(traceId, 16, 32)) != 0
                && spanId.length() == 16
                && isHex(spanId, 0, 16)
                && parse(spanId, 0, 16) != 0;
    }

    /** Reads up to 16 hex digits that {@link #isHex} has seen. */
    static long parse(String text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 4 | Character.digit(text.charAt(i), 16);
        }
        return value;
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
        return z ^ z >>> 33;
    }
}

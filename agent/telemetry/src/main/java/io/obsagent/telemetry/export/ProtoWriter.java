package io.obsagent.telemetry.export;

import java.util.Arrays;

/**
 * Writes protocol buffers into one array that grows and is used again. Not thread safe.
 *
 * <p>Messages are written in one pass: {@link #begin} leaves one byte for the length, and {@link #end} moves the body
 * only when its length needs more.
 */
public final class ProtoWriter {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private byte[] bytes;
    private int size;

    public ProtoWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** The array that holds what was written; replaced when it grows. */
    public byte[] array() {
        return bytes;
    }

    /** The number of bytes written. */
    public int size() {
        return size;
    }

    /** Forgets all but the first bytes, and a large array with them. */
    public void reset(int keep, int maxCapacity) {
        if (bytes.length > maxCapacity) {
            bytes = Arrays.copyOf(bytes, Math.max(keep, maxCapacity));
        }
        size = keep;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Starts a message or string; returns where its body begins, for {@link #end}. */
    public int begin(int field) {
        tag(field, LENGTH_DELIMITED);
        return beginDelimited();
    }

    /** Starts a message that is preceded by its length alone. */
    public int beginDelimited() {
        ensure(1);
        return ++size;
    }

    /** Ends what {@link #begin} has started. */
    public void end(int bodyStart) {
        int length = size - bodyStart;
        if (length < 0x80) {
            bytes[bodyStart - 1] = (byte) length;
            return;
        }
        int extra = varintSize(length) - 1;
        ensure(extra);
        System.arraycopy(bytes, bodyStart, bytes, bodyStart + extra, length);
        size = bodyStart - 1;
        varint(length);
        size += length;
    }

    /** Writes a whole number. */
    public void integer(int field, long value) {
        tag(field, VARINT);
        varint(value);
    }

    /** Writes a fixed64 field. */
    public void fixed64(int field, long value) {
        tag(field, FIXED64);
        ensure(8);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** Writes a fixed32 field. */
    public void fixed32(int field, int value) {
        tag(field, FIXED32);
        ensure(4);
        for (int shift = 0; shift < 32; shift += 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** Writes a double field. */
    public void decimal(int field, double value) {
        fixed64(field, Double.doubleToRawLongBits(value));
    }

    /** Writes an id of 8 bytes. */
    public void id(int field, long value) {
        tag(field, LENGTH_DELIMITED);
        varint(8);
        bigEndian(value);
    }

    /** Writes an id of 16 bytes. */
    public void id(int field, long high, long low) {
        tag(field, LENGTH_DELIMITED);
        varint(16);
        bigEndian(high);
        bigEndian(low);
    }

    /** Writes a string field; of a longer one its first characters. */
    public void string(int field, String value, int maxChars) {
        int body = begin(field);
        text(value, 0, Math.min(value.length(), maxChars));
        end(body);
    }

    /** Writes a string field. */
    public void string(int field, String value) {
        string(field, value, Integer.MAX_VALUE);
    }

    /** Writes a string or bytes field. */
    public void bytes(int field, byte[] value) {
        tag(field, LENGTH_DELIMITED);
        varint(value.length);
        raw(value);
    }

    /** Appends bytes as they are. */
    public void raw(byte[] value) {
        raw(value, 0, value.length);
    }

    /** Appends bytes as they are. */
    public void raw(byte[] value, int offset, int length) {
        ensure(length);
        System.arraycopy(value, offset, bytes, size, length);
        size += length;
    }

    /** Appends text as UTF-8. */
    public void text(String value) {
        text(value, 0, value.length());
    }

    /** Appends a part of a text as UTF-8. */
    public void text(String value, int from, int to) {
        ensure(to - from);
        byte[] target = bytes;
        int at = size;
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                size = at;
                unicode(value, i, to);
                return;
            }
            target[at++] = (byte) c;
        }
        size = at;
    }

    /** Appends one ASCII character. */
    public void character(char c) {
        ensure(1);
        bytes[size++] = (byte) c;
    }

    /** Appends a number as decimal text. */
    public void number(long value) {
        if (value < 0) {
            text(Long.toString(value));
            return;
        }
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        ensure(digits);
        size += digits;
        int at = size;
        long rest = value;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
    }

    /** Appends 16 hex digits. */
    public void hex(long value) {
        ensure(16);
        for (int shift = 60; shift >= 0; shift -= 4) {
            bytes[size++] = (byte) HEX[(int) (value >>> shift) & 0xf];
        }
    }

    /** Appends a variable-length number without a tag. */
    public void varint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** The number of bytes that {@link #varint} writes. */
    public static int varintSize(long value) {
        return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    }

    private void unicode(String value, int from, int to) {
        ensure((to - from) * 3);
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xc0 | c >> 6);
                continuation(c, 0);
            } else if (!Character.isSurrogate(c)) {
                bytes[size++] = (byte) (0xe0 | c >> 12);
                continuation(c, 6);
                continuation(c, 0);
            } else if (i + 1 < to && Character.isSurrogatePair(c, value.charAt(i + 1))) {
                int point = Character.toCodePoint(c, value.charAt(++i));
                bytes[size++] = (byte) (0xf0 | point >> 18);
                continuation(point, 12);
                continuation(point, 6);
                continuation(point, 0);
            } else {
                bytes[size++] = '?';
            }
        }
    }

    private void continuation(int point, int shift) {
        bytes[size++] = (byte) (0x80 | point >> shift & 0x3f);
    }

    private void bigEndian(long value) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}

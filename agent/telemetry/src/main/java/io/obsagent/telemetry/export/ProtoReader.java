package io.obsagent.telemetry.export;

import java.nio.charset.StandardCharsets;

/**
 * Reads a message of protobuf, field by field; an {@link IllegalArgumentException} says that it is none. The counterpart of
 * {@link ProtoWriter}.
 */
final class ProtoReader {

    private final byte[] bytes;
    private final int end;
    private int position;

    /** Reads a message that is a whole array. */
    ProtoReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ProtoReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    /** Whether there is another field. */
    boolean hasNext() {
        return position < end;
    }

    /** The tag of the next field, number and wire type; its value has to be read or {@linkplain #skip skipped} then. */
    int tag() {
        return (int) number();
    }

    /** The value of a field that is a number. */
    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position == end) {
                throw new IllegalArgumentException("cut off");
            }
            byte next = bytes[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("not a number");
    }

    /** The value of a field that is a message. */
    ProtoReader message() {
        int length = length();
        position += length;
        return new ProtoReader(bytes, position - length, position);
    }

    /** The value of a field that is a text. */
    String text() {
        int length = length();
        position += length;
        return new String(bytes, position - length, length, StandardCharsets.UTF_8);
    }

    private int length() {
        long length = number();
        if (length < 0 || length > end - position) {
            throw new IllegalArgumentException("cut off");
        }
        return (int) length;
    }

    /** Passes over the value of a field. */
    void skip(int tag) {
        switch (tag & 7) {
            case 0:
                number();
                break;
            case 1:
                position = Math.min(end, position + 8);
                break;
            case 2:
                int length = length();
                position += length;
                break;
            case 5:
                position = Math.min(end, position + 4);
                break;
            default:
                throw new IllegalArgumentException("not a field");
        }
    }
}

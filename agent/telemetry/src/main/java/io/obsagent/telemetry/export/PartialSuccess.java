package io.obsagent.telemetry.export;

import java.nio.charset.StandardCharsets;

/** What an {@code ExportTraceServiceResponse} says of the spans that the collector did not take. */
final class PartialSuccess {

    /** Tags: field number and wire type. */
    private static final int PARTIAL_SUCCESS = 1 << 3 | 2;

    private static final int REJECTED_SPANS = 1 << 3;
    private static final int ERROR_MESSAGE = 2 << 3 | 2;

    private static final int MAX_MESSAGE_CHARS = 200;

    /** 0 when all were taken. */
    long rejectedSpans;

    /** Why, in one line; null when the collector did not say. */
    String message;

    private final byte[] bytes;
    private int position;

    private PartialSuccess(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads a response; one that is none says nothing. */
    static PartialSuccess of(byte[] response) {
        PartialSuccess read = new PartialSuccess(response);
        try {
            while (read.position < response.length) {
                long tag = read.number();
                if (tag == PARTIAL_SUCCESS) {
                    read.readFields(read.length());
                } else {
                    read.skip(tag);
                }
            }
        } catch (IllegalArgumentException notThatMessage) {
            // the batch was accepted all the same
        }
        return read;
    }

    private void readFields(int length) {
        int end = position + length;
        while (position < end) {
            long tag = number();
            if (tag == REJECTED_SPANS) {
                rejectedSpans = Math.max(0, number());
            } else if (tag == ERROR_MESSAGE) {
                int chars = length();
                message = oneLine(new String(bytes, position, chars, StandardCharsets.UTF_8));
                position += chars;
            } else {
                skip(tag);
            }
        }
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text);
        line.setLength(Math.min(line.length(), MAX_MESSAGE_CHARS));
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, ' ');
            }
        }
        return line.length() == 0 ? null : line.toString();
    }

    private long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position == bytes.length) {
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

    private int length() {
        long length = number();
        if (length < 0 || length > bytes.length - position) {
            throw new IllegalArgumentException("cut off");
        }
        return (int) length;
    }

    private void skip(long tag) {
        switch ((int) tag & 7) {
            case 0:
                number();
                break;
            case 1:
                position = Math.min(bytes.length, position + 8);
                break;
            case 2:
                int length = length();
                position += length;
                break;
            case 5:
                position = Math.min(bytes.length, position + 4);
                break;
            default:
                throw new IllegalArgumentException("not a field");
        }
    }
}

package io.obsagent.benchmarks.sink;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Counts the spans in what the agents send, without decoding it. */
final class SpanCounter {

    private static final byte[] ELASTIC_TRANSACTION = ascii("{\"transaction\":");
    private static final byte[] ELASTIC_SPAN = ascii("{\"span\":");
    /** The key as MessagePack writes it: a string of 7 bytes. */
    private static final byte[] DATADOG_SPAN_ID = ascii("\247span_id");

    private static final int RESOURCE_SPANS = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SPAN = 2;

    private SpanCounter() {}

    /** Spans in an OTLP ExportTraceServiceRequest. */
    static int otlp(byte[] message, int length) {
        return count(message, 0, length, RESOURCE_SPANS, SCOPE_SPANS, SPAN);
    }

    /** Transactions and spans in Elastic's intake v2: one JSON object a line. */
    static int elastic(byte[] lines, int length) {
        int count = 0;
        for (int start = 0; start < length; start = endOfLine(lines, start, length) + 1) {
            if (startsWith(ELASTIC_SPAN, lines, start, length)
                    || startsWith(ELASTIC_TRANSACTION, lines, start, length)) {
                count++;
            }
        }
        return count;
    }

    /** Spans in Datadog's v0.4 traces: MessagePack maps that each have a key {@code span_id}. */
    static int datadog(byte[] traces, int length) {
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (startsWith(DATADOG_SPAN_ID, traces, i, length)) {
                count++;
            }
        }
        return count;
    }

    /** Follows the fields of a protobuf message down a path and counts those at its end. */
    private static int count(byte[] message, int from, int to, int... path) {
        int count = 0;
        int[] position = {from};
        while (position[0] < to) {
            long tag = varint(message, position);
            switch ((int) tag & 7) {
                case 0 -> varint(message, position);
                case 1 -> position[0] += 8;
                case 5 -> position[0] += 4;
                case 2 -> {
                    int end = (int) varint(message, position) + position[0];
                    if (tag >>> 3 == path[0]) {
                        count += path.length == 1 ? 1 : count(message, position[0], end, tail(path));
                    }
                    position[0] = end;
                }
                default -> throw new IllegalArgumentException("not protobuf at " + position[0]);
            }
        }
        return count;
    }

    private static int[] tail(int[] path) {
        return Arrays.copyOfRange(path, 1, path.length);
    }

    private static long varint(byte[] message, int[] position) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message[position[0]++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static int endOfLine(byte[] lines, int from, int length) {
        int end = from;
        while (end < length && lines[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean startsWith(byte[] what, byte[] bytes, int from, int length) {
        if (from + what.length > length) {
            return false;
        }
        for (int i = 0; i < what.length; i++) {
            if (bytes[from + i] != what[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

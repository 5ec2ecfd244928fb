package io.obsagent.telemetry.export;

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

    private PartialSuccess() {}

    /** Reads a response; one that is none says nothing. */
    static PartialSuccess of(byte[] response) {
        PartialSuccess read = new PartialSuccess();
        try {
            ProtoReader in = new ProtoReader(response);
            while (in.hasNext()) {
                int tag = in.tag();
                if (tag == PARTIAL_SUCCESS) {
                    read.readFields(in.message());
                } else {
                    in.skip(tag);
                }
            }
        } catch (IllegalArgumentException notThatMessage) {
            // the batch was accepted all the same
        }
        return read;
    }

    private void readFields(ProtoReader in) {
        while (in.hasNext()) {
            int tag = in.tag();
            if (tag == REJECTED_SPANS) {
                rejectedSpans = Math.max(0, in.number());
            } else if (tag == ERROR_MESSAGE) {
                message = oneLine(in.text());
            } else {
                in.skip(tag);
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
}

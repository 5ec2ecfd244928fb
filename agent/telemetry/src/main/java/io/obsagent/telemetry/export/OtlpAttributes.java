package io.obsagent.telemetry.export;

/** Writes {@code opentelemetry.proto.common.v1.KeyValue}. */
public final class OtlpAttributes {

    /** The version of the semantic conventions that resource and spans follow. */
    public static final String SCHEMA = "https://opentelemetry.io/schemas/1.44.0";

    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int STRING_VALUE = 1;
    private static final int BOOL_VALUE = 2;
    private static final int INT_VALUE = 3;

    private OtlpAttributes() {}

    /** Writes an attribute with text. */
    public static void write(ProtoWriter out, int field, byte[] key, String value, int maxChars) {
        int attribute = out.begin(field);
        out.bytes(KEY, key);
        int any = out.begin(VALUE);
        out.string(STRING_VALUE, value, maxChars);
        out.end(any);
        out.end(attribute);
    }

    /** Writes an attribute with a number. */
    public static void write(ProtoWriter out, int field, byte[] key, long value) {
        int attribute = out.begin(field);
        out.bytes(KEY, key);
        int any = out.begin(VALUE);
        out.integer(INT_VALUE, value);
        out.end(any);
        out.end(attribute);
    }

    /** Writes an attribute that is true. */
    public static void writeTrue(ProtoWriter out, int field, byte[] key) {
        int attribute = out.begin(field);
        out.bytes(KEY, key);
        int any = out.begin(VALUE);
        out.integer(BOOL_VALUE, 1);
        out.end(any);
        out.end(attribute);
    }

    /** Starts an attribute whose text is appended piece by piece; returns what {@link #endText} needs. */
    public static int beginText(ProtoWriter out, int field, byte[] key) {
        int attribute = out.begin(field);
        out.bytes(KEY, key);
        out.begin(VALUE);
        out.begin(STRING_VALUE);
        return attribute;
    }

    /** Ends what {@link #beginText} has started. Keys are shorter than 128 bytes, so that their headers take two. */
    public static void endText(ProtoWriter out, byte[] key, int attribute) {
        int value = attribute + 2 + key.length + 2;
        out.end(value + 2);
        out.end(value);
        out.end(attribute);
    }
}

package io.obsagent.telemetry;

import io.obsagent.telemetry.export.ProtoWriter;
import java.util.List;

/** Writes attributes as OTLP's {@code KeyValue}. */
final class KeyValue {

    private static final int KEY = 1 << 3 | 2;
    private static final int VALUE = 2 << 3 | 2;
    private static final int TEXT_VALUE = 1 << 3 | 2;
    private static final int BOOLEAN_VALUE = 2 << 3;
    private static final int INTEGER_VALUE = 3 << 3;
    private static final int DOUBLE_VALUE = 4 << 3 | 1;
    private static final int ARRAY_VALUE = 5 << 3 | 2;
    private static final int ARRAY_ELEMENT = 1 << 3 | 2;

    /** The names that come again and again, encoded once. */
    private static final byte[][] KEYS = new byte[Attribute.values().length][];

    private KeyValue() {}

    /** @param field the tag of the field that holds the attribute */
    static void put(ProtoWriter out, int field, Attribute attribute, CharSequence value) {
        out.entry(field, key(attribute), VALUE, TEXT_VALUE, value);
    }

    static void put(ProtoWriter out, int field, Attribute attribute, long value) {
        int begin = begin(out, field, attribute);
        int any = out.begin(VALUE);
        out.varint(INTEGER_VALUE, value);
        out.end(any);
        out.end(begin);
    }

    static void putTrue(ProtoWriter out, int field, Attribute attribute) {
        int begin = begin(out, field, attribute);
        int any = out.begin(VALUE);
        out.varint(BOOLEAN_VALUE, 1);
        out.end(any);
        out.end(begin);
    }

    static void put(ProtoWriter out, int field, String key, CharSequence value) {
        int begin = begin(out, field, key);
        int any = out.begin(VALUE);
        out.text(TEXT_VALUE, value);
        out.end(any);
        out.end(begin);
    }

    static void put(ProtoWriter out, int field, String key, long value) {
        int begin = begin(out, field, key);
        int any = out.begin(VALUE);
        out.varint(INTEGER_VALUE, value);
        out.end(any);
        out.end(begin);
    }

    /**
     * @param value a text, Long, Double, Boolean, or a list of these
     * @param maxChars where a text is cut off
     * @param personal hides what is not to be told, also of numbers
     */
    static void put(ProtoWriter out, int field, String key, Object value, int maxChars, PersonalData personal) {
        int begin = begin(out, field, key);
        int any = out.begin(VALUE);
        if (value instanceof List) {
            int array = out.begin(ARRAY_VALUE);
            for (Object element : (List<?>) value) {
                int begun = out.begin(ARRAY_ELEMENT);
                putSingle(out, element, maxChars, personal);
                out.end(begun);
            }
            out.end(array);
        } else {
            putSingle(out, value, maxChars, personal);
        }
        out.end(any);
        out.end(begin);
    }

    private static void putSingle(ProtoWriter out, Object value, int maxChars, PersonalData personal) {
        if (value instanceof Long) {
            putNumber(out, (Long) value, personal);
        } else if (value instanceof Double) {
            out.fixed64(DOUBLE_VALUE, Double.doubleToLongBits((Double) value));
        } else if (value instanceof Boolean) {
            out.varint(BOOLEAN_VALUE, (Boolean) value ? 1 : 0);
        } else {
            out.text(TEXT_VALUE, personal.hide((String) value, maxChars));
        }
    }

    /** A number stays one unless it is to be hidden. */
    private static void putNumber(ProtoWriter out, long value, PersonalData personal) {
        String text = personal.isKept() ? null : Long.toString(value);
        String hidden = personal.hide(text);
        if (hidden == text) {
            out.varint(INTEGER_VALUE, value);
        } else {
            out.text(TEXT_VALUE, hidden);
        }
    }

    private static int begin(ProtoWriter out, int field, String key) {
        int begin = out.begin(field);
        out.text(KEY, key);
        return begin;
    }

    private static int begin(ProtoWriter out, int field, Attribute attribute) {
        int begin = out.begin(field);
        out.encoded(key(attribute));
        return begin;
    }

    private static byte[] key(Attribute attribute) {
        byte[] key = KEYS[attribute.ordinal()];
        if (key == null) {
            KEYS[attribute.ordinal()] = key = encoded(attribute.text);
        }
        return key;
    }

    private static byte[] encoded(String key) {
        byte[] field = new byte[2 + key.length()];
        field[0] = KEY;
        field[1] = (byte) key.length();
        for (int i = 0; i < key.length(); i++) {
            field[2 + i] = (byte) key.charAt(i);
        }
        return field;
    }
}

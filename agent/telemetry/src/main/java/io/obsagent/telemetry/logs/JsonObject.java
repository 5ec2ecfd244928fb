package io.obsagent.telemetry.logs;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Writes one JSON object on one line. Used by one thread. */
public final class JsonObject {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(512);
    private final boolean ascii;

    /** @param ascii whether all other characters are escaped */
    public JsonObject(boolean ascii) {
        this.ascii = ascii;
    }

    /** A text; nothing when name or value is null. */
    public void text(String name, String value) {
        if (name != null && value != null) {
            name(name);
            quoted(value);
        }
    }

    /** A whole number. */
    public void number(String name, long value) {
        name(name);
        out.append(value);
    }

    /** A list of texts. */
    void texts(String name, List<String> values) {
        name(name);
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? '[' : ',');
            quoted(values.get(i));
        }
        out.append(']');
    }

    /** A member that is JSON already, its name included. */
    public void raw(String name, String json) {
        out.append(out.length() == 0 ? '{' : ',');
        out.append('"').append(name).append("\":").append(json);
    }

    /** A number, a boolean, or the text of anything else. */
    public void value(String name, Object value) {
        name(name);
        Object plain = plain(value);
        if (plain instanceof String) {
            quoted((String) plain);
        } else {
            out.append(plain);
        }
    }

    /** A number of the JDK's or a boolean as it is, the text of anything else. Null is not allowed. */
    public static Object plain(Object value) {
        return value instanceof Boolean || isNumber(value) ? value : textOf(value);
    }

    /** A point in time in UTC, {@code 2026-01-31T23:59:59.999Z}. */
    void time(String name, long epochMillis) {
        OffsetDateTime time = Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
        name(name);
        out.append('"');
        digits(time.getYear(), 4);
        out.append('-');
        digits(time.getMonthValue(), 2);
        out.append('-');
        digits(time.getDayOfMonth(), 2);
        out.append('T');
        digits(time.getHour(), 2);
        out.append(':');
        digits(time.getMinute(), 2);
        out.append(':');
        digits(time.getSecond(), 2);
        out.append('.');
        digits(time.getNano() / 1_000_000, 3);
        out.append("Z\"");
    }

    /** The object and a line feed. */
    public String end() {
        return (out.length() == 0 ? out.append("{}") : out.append('}'))
                .append('\n')
                .toString();
    }

    /** The JDK's own numbers, whose texts are JSON. */
    private static boolean isNumber(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return !Double.isNaN(number) && !Double.isInfinite(number);
        }
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value.getClass() == BigDecimal.class
                || value.getClass() == BigInteger.class;
    }

    /** The application's own method, which may fail: then the line goes without it. */
    private static String textOf(Object value) {
        try {
            return String.valueOf(value.toString());
        } catch (RuntimeException failure) {
            return "toString: " + failure.getClass().getName();
        }
    }

    private void name(String name) {
        out.append(out.length() == 0 ? '{' : ',');
        quoted(name);
        out.append(':');
    }

    private void digits(int value, int count) {
        String text = Integer.toString(value);
        for (int i = text.length(); i < count; i++) {
            out.append('0');
        }
        out.append(text);
    }

    private void quoted(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && (c < 0x7f || !ascii && !isSeparator(c))) {
                out.append(c);
            } else {
                escaped(c);
            }
        }
        out.append('"');
    }

    /** Line separators that some readers take for the end of the line, and DEL. */
    private static boolean isSeparator(char c) {
        return c == 0x7f || c == 0x85 || c == '\u2028' || c == '\u2029';
    }

    private void escaped(char c) {
        if (c == '\n') {
            out.append("\\n");
        } else if (c == '\r') {
            out.append("\\r");
        } else if (c == '\t') {
            out.append("\\t");
        } else {
            out.append("\\u")
                    .append(HEX.charAt(c >> 12))
                    .append(HEX.charAt(c >> 8 & 15))
                    .append(HEX.charAt(c >> 4 & 15))
                    .append(HEX.charAt(c & 15));
        }
    }
}

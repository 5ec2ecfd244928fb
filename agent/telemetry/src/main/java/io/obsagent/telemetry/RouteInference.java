package io.obsagent.telemetry;

/**
 * A template for the path of a request whose route nobody knows: what looks like a value is replaced by the name of its
 * kind, so that {@code /orders/4711/items} becomes {@code /orders/{id}/items}. Deep and long paths are cut off.
 */
final class RouteInference {

    private static final int MAX_SEGMENTS = 8;
    private static final int MAX_LENGTH = 120;
    private static final int MAX_NAME = 40;
    private static final int MIN_HEX = 8;
    private static final String SEPARATORS = "-_.,~";

    private RouteInference() {}

    /** @param path not decoded, begins with a slash */
    static String template(String path) {
        StringBuilder template = new StringBuilder(path.length());
        int segments = 0;
        int from = 0;
        while (from < path.length()) {
            int to = path.indexOf('/', from + 1);
            if (to < 0) {
                to = path.length();
            }
            int before = template.length();
            template.append('/');
            appendSegment(template, withoutParameters(path.substring(from + 1, to)));
            if (++segments > MAX_SEGMENTS || template.length() > MAX_LENGTH) {
                template.setLength(before);
                return template.append("/*").toString();
            }
            from = to;
        }
        return template.toString();
    }

    private static String withoutParameters(String segment) {
        int semicolon = segment.indexOf(';');
        return semicolon < 0 ? segment : segment.substring(0, semicolon);
    }

    private static void appendSegment(StringBuilder out, String segment) {
        if (isDate(segment)) {
            out.append("{date}");
        } else if (isUuid(segment)) {
            out.append("{uuid}");
        } else if (segment.indexOf('@') >= 0 || segment.contains("%40")) {
            out.append("{email}");
        } else if (segment.length() > MAX_NAME || segment.indexOf('%') >= 0) {
            out.append("{value}");
        } else {
            appendParts(out, segment);
        }
    }

    /** {@code order-4711.pdf}: each part by itself. */
    private static void appendParts(StringBuilder out, String segment) {
        int from = 0;
        for (int i = 0; i <= segment.length(); i++) {
            if (i == segment.length() || SEPARATORS.indexOf(segment.charAt(i)) >= 0) {
                String part = segment.substring(from, i);
                out.append(isNumber(part) ? "{id}" : isHex(part) ? "{hex}" : isToken(part) ? "{value}" : part);
                if (i < segment.length()) {
                    out.append(segment.charAt(i));
                }
                from = i + 1;
            }
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && digits(text, 0, text.length()) == text.length();
    }

    /** Letters from a to f alone may be a word: it needs a digit. */
    private static boolean isHex(String text) {
        return text.length() >= MIN_HEX && digits(text, 0, text.length()) > 0 && hexDigits(text) == text.length();
    }

    /** Mixes digits with letters; one digit at the end is part of a name: {@code v2}, {@code oauth2}. */
    private static boolean isToken(String text) {
        int digits = digits(text, 0, text.length());
        return digits > 1 || digits == 1 && digits(text, text.length() - 1, text.length()) == 0;
    }

    private static boolean isUuid(String text) {
        return text.length() == 36
                && text.charAt(8) == '-'
                && text.charAt(13) == '-'
                && text.charAt(18) == '-'
                && text.charAt(23) == '-'
                && hexDigits(text) == 32;
    }

    /** {@code 2026-11-20}, perhaps with a time. */
    private static boolean isDate(String text) {
        return text.length() >= 10
                && digits(text, 0, 4) == 4
                && text.charAt(4) == '-'
                && digits(text, 5, 7) == 2
                && text.charAt(7) == '-'
                && digits(text, 8, 10) == 2
                && (text.length() == 10 || text.charAt(10) == 'T');
    }

    private static int digits(String text, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += text.charAt(i) >= '0' && text.charAt(i) <= '9' ? 1 : 0;
        }
        return digits;
    }

    private static int hexDigits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits += c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' ? 1 : 0;
        }
        return digits;
    }
}

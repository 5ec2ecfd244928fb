package io.obsagent.telemetry.logs;

/** Goes through the members of a JSON object that a library has written; their values are not looked at. */
public final class JsonMembers {

    private final String json;
    private int at;
    private String name;
    private String value;

    /** @param json an object; where it is none there are no members */
    public JsonMembers(String json) {
        this.json = json;
        skipBlanks();
        at = at < json.length() && json.charAt(at) == '{' ? at + 1 : json.length();
    }

    /** Goes to the next member; false when there is none, or no more that can be understood. */
    public boolean next() {
        skipBlanks();
        int begin = at;
        if (begin >= json.length() || json.charAt(begin) != '"') {
            return false;
        }
        skipValue();
        if (at >= json.length() || json.charAt(at) != ':') {
            return false;
        }
        name = json.substring(begin + 1, at).trim();
        name = name.substring(0, name.length() - 1);
        int from = ++at;
        skipValue();
        value = json.substring(from, at).trim();
        at++;
        return !value.isEmpty();
    }

    /** The member's name, escaped as it stands there. */
    public String name() {
        return name;
    }

    /** The member's value as it stands there. */
    public String value() {
        return value;
    }

    /** The value as a number or boolean of Java's, or a text: that of a list or object is JSON. */
    public Object plainValue() {
        if (value.charAt(0) == '"') {
            return unescaped(value.substring(1, Math.max(1, value.length() - 1)));
        }
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException notWhole) {
            return decimal();
        }
    }

    private Object decimal() {
        char first = value.charAt(0);
        if (first == '-' || first >= '0' && first <= '9') {
            try {
                return Double.valueOf(value);
            } catch (NumberFormatException notANumber) {
                // a text
            }
        }
        return value;
    }

    /** A text without the escapes of JSON. */
    public static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
            } else if (text.charAt(++i) == 'u' && i + 4 < text.length()) {
                out.append(ofHex(text.substring(i + 1, i + 5)));
                i += 4;
            } else {
                int known = "bfnrt".indexOf(text.charAt(i));
                out.append(known < 0 ? text.charAt(i) : "\b\f\n\r\t".charAt(known));
            }
        }
        return out.toString();
    }

    private static char ofHex(String digits) {
        try {
            return (char) Integer.parseInt(digits, 16);
        } catch (NumberFormatException notHex) {
            return '?';
        }
    }

    private void skipBlanks() {
        while (at < json.length() && json.charAt(at) <= ' ') {
            at++;
        }
    }

    /** To the colon, comma or bracket behind a text, number, list or object. */
    private void skipValue() {
        int depth = 0;
        boolean quoted = false;
        for (; at < json.length(); at++) {
            char c = json.charAt(at);
            if (quoted) {
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (depth == 0 && (c == ':' || c == ',' || c == '}')) {
                return;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        at = json.length(); // an escape may have led beyond
    }
}

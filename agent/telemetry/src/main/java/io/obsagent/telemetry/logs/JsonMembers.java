package io.obsagent.telemetry.logs;

/** Goes through the members of a JSON object that a library has written; their values are not looked at. */
final class JsonMembers {

    private final String json;
    private int at;
    private String name;
    private String value;

    /** @param json an object; where it is none there are no members */
    JsonMembers(String json) {
        this.json = json;
        skipBlanks();
        at = at < json.length() && json.charAt(at) == '{' ? at + 1 : json.length();
    }

    /** Goes to the next member; false when there is none, or no more that can be understood. */
    boolean next() {
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
    String name() {
        return name;
    }

    /** The member's value as it stands there. */
    String value() {
        return value;
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

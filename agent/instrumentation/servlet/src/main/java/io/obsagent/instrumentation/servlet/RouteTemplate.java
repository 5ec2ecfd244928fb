package io.obsagent.instrumentation.servlet;

/** Route templates as frameworks write them. */
public final class RouteTemplate {

    private RouteTemplate() {}

    /** Takes the regular expressions out of a template: {@code /{id: [0-9]{3}}/x} becomes {@code /{id}/x}. */
    public static String withoutExpressions(String template) {
        if (template.indexOf(':') < 0) {
            return template;
        }
        StringBuilder plain = new StringBuilder(template.length());
        int depth = 0;
        boolean expression = false;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                trimEnd(plain);
                expression = false;
            } else if (c == ':' && depth == 1) {
                expression = true;
            }
            if (!expression) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /**
     * One template after the other, each with a slash before it.
     *
     * @param first null for none
     */
    public static String join(String first, String second) {
        StringBuilder joined = new StringBuilder(first == null ? "" : first);
        if (joined.length() > 0 && joined.charAt(joined.length() - 1) == '/') {
            joined.setLength(joined.length() - 1);
        }
        if (!second.isEmpty() && second.charAt(0) != '/') {
            joined.append('/');
        }
        return joined.append(second).toString();
    }

    private static void trimEnd(StringBuilder text) {
        while (text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
    }
}

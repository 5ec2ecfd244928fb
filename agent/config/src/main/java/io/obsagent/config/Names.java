package io.obsagent.config;

/** Names of the Java language, and patterns of them. */
final class Names {

    private Names() {}

    static boolean isIdentifier(String text) {
        if (text.isEmpty() || !Character.isJavaIdentifierStart(text.charAt(0))) {
            return false;
        }
        return isOf(text, "");
    }

    /** A binary name such as {@code shop.Cart$Line}. */
    static boolean isClassName(String text) {
        return isPattern(text) && text.indexOf('*') < 0;
    }

    /** The same, in which {@code *} may stand for any characters. */
    static boolean isPattern(String text) {
        return !text.isEmpty() && text.charAt(0) != '.' && !text.endsWith(".") && isOf(text, ".*");
    }

    /** {@code pay*}, {@code pay()}, {@code pay(java.lang.String, int[])}, {@code pay(*, ..)}. */
    static boolean isMethodPattern(String text) {
        int open = text.indexOf('(');
        String name = open < 0 ? text : text.substring(0, open).trim();
        if (name.isEmpty() || !isOf(name, "*")) {
            return false;
        }
        return open < 0 || text.endsWith(")") && areParameters(text.substring(open + 1, text.length() - 1));
    }

    private static boolean areParameters(String list) {
        if (list.trim().isEmpty()) {
            return true;
        }
        String[] types = list.split(",", -1);
        for (int i = 0; i < types.length; i++) {
            String type = types[i].trim();
            boolean last = i == types.length - 1;
            while (type.endsWith("[]")) {
                type = type.substring(0, type.length() - 2);
            }
            if (!isPattern(type) && !(last && type.equals(".."))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOf(String text, String others) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isJavaIdentifierPart(c) && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}

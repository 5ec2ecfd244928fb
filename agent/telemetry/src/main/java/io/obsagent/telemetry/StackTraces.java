package io.obsagent.telemetry;

/** Writes stack traces as {@link Throwable#printStackTrace} does, but not more of them than a span may hold. */
final class StackTraces {

    private static final int MAX_CAUSES = 10;

    private StackTraces() {}

    /**
     * The stack trace as text.
     *
     * @param maxChars where it is cut off; frames beyond are not even looked at
     */
    static String write(Throwable thrown, int maxChars) {
        StringBuilder out = new StringBuilder(Math.min(maxChars, 2048));
        StackTraceElement[] enclosing = {};
        Throwable current = thrown;
        for (int causes = 0; current != null && causes < MAX_CAUSES && out.length() < maxChars; causes++) {
            if (causes > 0) {
                out.append("\nCaused by: ");
            }
            out.append(current);
            StackTraceElement[] frames = current.getStackTrace();
            int common = common(frames, enclosing);
            for (int i = 0; i < frames.length - common && out.length() < maxChars; i++) {
                out.append("\n\tat ").append(frames[i]);
            }
            if (common > 0) {
                out.append("\n\t... ").append(common).append(" more");
            }
            enclosing = frames;
            current = current.getCause();
        }
        return cut(out.toString(), maxChars);
    }

    /**
     * The beginning of a text, up to a blank: half a word may be a secret that is no longer recognised, and so may some
     * groups of digits of a number. Null of null.
     */
    static String cut(String text, int maxChars) {
        if (text == null || text.length() <= maxChars) {
            return text;
        }
        int blank = text.lastIndexOf(' ', maxChars);
        int end = blank < maxChars / 2 ? maxChars : blank;
        while (end > maxChars / 2 && isOfNumber(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isOfNumber(char c) {
        return c >= '0' && c <= '9' || c == ' ' || c == '-';
    }

    /** Whether it is, or was caused by, an SQLException. By name: a runtime image may have no java.sql. */
    static boolean isOfDatabase(Throwable thrown) {
        Throwable current = thrown;
        for (int causes = 0; current != null && causes < MAX_CAUSES; causes++) {
            for (Class<?> type = current.getClass(); type != Throwable.class; type = type.getSuperclass()) {
                if ("java.sql.SQLException".equals(type.getName())) {
                    return true;
                }
            }
            current = current.getCause();
        }
        return false;
    }

    private static int common(StackTraceElement[] frames, StackTraceElement[] enclosing) {
        int common = 0;
        while (common < frames.length
                && common < enclosing.length
                && frames[frames.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
            common++;
        }
        return common;
    }
}

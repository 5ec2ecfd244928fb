package io.obsagent.dist.doctor;

/** Compares versions by the numbers with which they begin; what follows, such as {@code .Final} or {@code -jre}, is left out. */
final class Versions {

    private Versions() {}

    /** Negative, zero or positive as the first is older than, like or newer than the second. */
    static int compare(String first, String second) {
        int i = 0;
        int j = 0;
        while (true) {
            boolean more = isDigit(first, i);
            boolean moreOfSecond = isDigit(second, j);
            if (!more && !moreOfSecond) {
                return 0;
            }
            int end = more ? endOfNumber(first, i) : i;
            int endOfSecond = moreOfSecond ? endOfNumber(second, j) : j;
            int order = Long.compare(number(first, i, end), number(second, j, endOfSecond));
            if (order != 0) {
                return order;
            }
            i = afterSeparator(first, end);
            j = afterSeparator(second, endOfSecond);
        }
    }

    /** The number between two places; 0 for none, so that 2.0 is like 2. */
    private static long number(String version, int from, int end) {
        long number = 0;
        for (int i = from; i < Math.min(end, from + 18); i++) {
            number = number * 10 + version.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(String version, int at) {
        return at < version.length() && version.charAt(at) >= '0' && version.charAt(at) <= '9';
    }

    private static int endOfNumber(String version, int from) {
        int end = from;
        while (isDigit(version, end)) {
            end++;
        }
        return end;
    }

    private static int afterSeparator(String version, int at) {
        boolean separates = at < version.length() && (version.charAt(at) == '.' || version.charAt(at) == '-');
        return separates ? at + 1 : version.length();
    }
}

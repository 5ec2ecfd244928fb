package io.obsagent.telemetry;

import java.util.List;

/** Paths by patterns in which {@code *} stands for any characters, also none. Immutable. */
final class PathPatterns {

    private final String[] patterns;

    /**
     * A bit for each second character that a pattern has, modulo 64; all bits where one may have any. The first is a slash in
     * most.
     */
    private final long seconds;

    PathPatterns(List<String> patterns) {
        this.patterns = patterns.toArray(new String[0]);
        long bits = 0;
        for (String pattern : patterns) {
            int star = pattern.indexOf('*');
            if (star == 0 || star == 1) {
                bits = -1;
            } else if (pattern.length() > 1) {
                bits |= 1L << pattern.charAt(1);
            }
        }
        seconds = bits;
    }

    /** Whether one pattern describes the path as a whole; none does for null. */
    boolean match(String path) {
        if (path != null && (path.length() < 2 || (seconds >>> path.charAt(1) & 1) != 0)) {
            for (String pattern : patterns) {
                if (matches(pattern, path)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a pattern describes a path as a whole. */
    static boolean matches(String pattern, String path) {
        int p = 0;
        int star = -1;
        int resume = 0;
        for (int i = 0; i < path.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = i;
            } else if (p < pattern.length() && pattern.charAt(p) == path.charAt(i)) {
                p++;
                i++;
            } else if (star >= 0) {
                p = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}

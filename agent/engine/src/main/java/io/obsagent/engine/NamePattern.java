package io.obsagent.engine;

/** A name in which {@code *} stands for any characters. Immutable. */
final class NamePattern {

    private final String pattern;
    private final boolean exact;

    NamePattern(String pattern) {
        this.pattern = pattern;
        this.exact = pattern.indexOf('*') < 0;
    }

    /** Whether it stands for one name only. */
    boolean isExact() {
        return exact;
    }

    boolean matches(String name) {
        return exact ? pattern.equals(name) : matchesFromStar(name);
    }

    /** After a star that fits too little the one before need not be tried again: the last one decides. */
    private boolean matchesFromStar(String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int afterStar = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                afterStar = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++afterStar;
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

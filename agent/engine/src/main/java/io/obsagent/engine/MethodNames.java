package io.obsagent.engine;

import java.util.Arrays;

/** The method patterns of many rules, arranged for a quick no to most names of a class file. */
final class MethodNames {

    /** Patterns by the first byte of their names. */
    private final MethodPattern[][] byFirst = new MethodPattern[128][];
    /** The lengths of names as bits, by their first and last byte: few names get past this that are none of them. */
    private final long[] lengths = new long[256];

    void add(MethodPattern pattern) {
        int first = pattern.name().charAt(0);
        MethodPattern[] old = byFirst[first];
        MethodPattern[] grown = new MethodPattern[old == null ? 1 : old.length + 1];
        if (old != null) {
            System.arraycopy(old, 0, grown, 0, old.length);
        }
        grown[grown.length - 1] = pattern;
        byFirst[first] = grown;
        addLength(pattern);
    }

    private void addLength(MethodPattern pattern) {
        String name = pattern.name();
        if (pattern.isPrefix()) {
            Arrays.fill(lengths, -1L);
        } else {
            // of lengths from 64 on the shift takes the last six bits: they share those of shorter names
            lengths[31 * name.charAt(0) + name.charAt(name.length() - 1) & 0xff] |= 1L << name.length();
        }
    }

    /** Whether a name, given as bytes of a class file, is one that some pattern describes. */
    boolean contains(byte[] file, int from, int length) {
        return (lengths[31 * file[from] + file[from + length - 1] & 0xff] >>> length & 1) != 0
                && isOne(file, from, length);
    }

    private boolean isOne(byte[] file, int from, int length) {
        if (length == 0 || file[from] < 0) {
            return false;
        }
        MethodPattern[] candidates = byFirst[file[from]];
        if (candidates == null) {
            return false;
        }
        for (MethodPattern candidate : candidates) {
            String name = candidate.name();
            if ((candidate.isPrefix() ? name.length() <= length : name.length() == length)
                    && startsWith(file, from, name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether some pattern describes a method; only for names that {@link #contains}. */
    boolean matches(String name, String descriptor) {
        for (MethodPattern candidate : byFirst[name.charAt(0)]) {
            if (candidate.matches(name, descriptor)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] file, int from, String name) {
        for (int i = 1; i < name.length(); i++) {
            if (file[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}

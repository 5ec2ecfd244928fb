package io.obsagent.engine;

/** The method patterns of many rules, arranged for a quick no to most names of a class file. */
final class MethodNames {

    /** Patterns by the first byte of their names. */
    private final MethodPattern[][] byFirst = new MethodPattern[128][];

    void add(MethodPattern pattern) {
        int first = pattern.name().charAt(0);
        MethodPattern[] old = byFirst[first];
        MethodPattern[] grown = new MethodPattern[old == null ? 1 : old.length + 1];
        if (old != null) {
            System.arraycopy(old, 0, grown, 0, old.length);
        }
        grown[grown.length - 1] = pattern;
        byFirst[first] = grown;
    }

    /** Whether a name, given as bytes of a class file, is one that some pattern describes. */
    boolean contains(byte[] file, int from, int length) {
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

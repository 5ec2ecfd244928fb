package io.obsagent.telemetry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/** Ratios for traces by what their first operation does: a path, a method of a service, a topic, a job. Immutable. */
final class SamplingRules {

    /** The most precise first, which is the one that counts: so rules of several files need no order. */
    private static final Comparator<String> PRECISE_FIRST = new Comparator<String>() {
        @Override
        public int compare(String a, String b) {
            int byLetters = letters(b) - letters(a);
            int byStars = a.length() - b.length();
            return byLetters != 0 ? byLetters : byStars != 0 ? byStars : a.compareTo(b);
        }
    };

    private final String[] patterns;
    private final long[] bounds;

    SamplingRules(Map<String, Double> ratios) {
        patterns = ratios.keySet().toArray(new String[0]);
        Arrays.sort(patterns, PRECISE_FIRST);
        bounds = new long[patterns.length];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Sampler.bound(ratios.get(patterns[i]));
        }
    }

    private static int letters(String pattern) {
        int letters = 0;
        for (int i = 0; i < pattern.length(); i++) {
            letters += pattern.charAt(i) == '*' ? 0 : 1;
        }
        return letters;
    }

    /** The bound of the most precise pattern that describes the name as a whole, else the other. */
    long bound(String name, long other) {
        for (int i = 0; i < patterns.length; i++) {
            if (PathPatterns.matches(patterns[i], name)) {
                return bounds[i];
            }
        }
        return other;
    }
}

package io.obsagent.config;

/** What somebody may have meant who wrote an unknown key. */
final class Suggestion {

    private Suggestion() {}

    /** A sentence's end that names the key that resembles an unknown one; never null. */
    static String forKey(String unknown) {
        Key<?> nearest = nearest(unknown);
        return nearest == null ? "; docs/configuration.md lists all keys" : "; did you mean " + nearest + "?";
    }

    /** The known key that a name resembles, or null. Case, dashes, dots and underscores do not count. */
    static Key<?> nearest(String unknown) {
        String wanted = letters(unknown);
        Key<?> nearest = null;
        int least = 1 + wanted.length() / 4;
        for (Key<?> key : Keys.all()) {
            int distance = distance(wanted, letters(key.name));
            if (distance < least) {
                least = distance;
                nearest = key;
            }
        }
        return nearest != null ? nearest : inOtherSection(letters(unknown.substring(unknown.lastIndexOf('.') + 1)));
    }

    /** The only key whose name ends like this, or null. */
    private static Key<?> inOtherSection(String end) {
        Key<?> found = null;
        for (Key<?> key : Keys.all()) {
            if (end.length() >= 4 && letters(key.name).endsWith(end)) {
                if (found != null) {
                    return null;
                }
                found = key;
            }
        }
        return found;
    }

    private static String letters(String name) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetterOrDigit(name.charAt(i))) {
                letters.append(Character.toLowerCase(name.charAt(i)));
            }
        }
        return letters.toString();
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}

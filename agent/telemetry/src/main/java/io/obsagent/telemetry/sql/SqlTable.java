package io.obsagent.telemetry.sql;

/**
 * What was found out about statements, by their text: a hash table where a text and what was found stand side by side. Only
 * grows. Changed by one thread at a time; read by all without a lock, and what a reader does not see yet it does not find.
 */
final class SqlTable {

    /** A text, what was found, the next text ... At most half full. */
    private volatile Object[] slots = new Object[2 * 16];

    private int size;

    /** What was put last for an equal text; null when there is nothing, or it is not seen yet. */
    SqlText get(String statement) {
        Object[] all = slots;
        int i = start(statement, all);
        for (Object each = all[i]; each != null; each = all[i]) {
            // most often it is the same String again: then it is not looked into
            if (each == statement || each.equals(statement)) {
                return (SqlText) all[i + 1];
            }
            i = next(i, all);
        }
        return null;
    }

    /** To be called under a lock, for a text that is not there. */
    void put(String statement, SqlText text) {
        Object[] all = slots;
        if (++size * 4 > all.length) {
            Object[] larger = new Object[all.length * 2];
            for (int i = 0; i < all.length; i += 2) {
                if (all[i] != null) {
                    place(larger, (String) all[i], all[i + 1]);
                }
            }
            all = larger;
        }
        place(all, statement, text);
        slots = all;
    }

    int size() {
        return size;
    }

    private static void place(Object[] all, String statement, Object text) {
        int i = start(statement, all);
        while (all[i] != null) {
            i = next(i, all);
        }
        all[i + 1] = text;
        all[i] = statement;
    }

    private static int start(String statement, Object[] all) {
        int hash = statement.hashCode();
        return (hash ^ hash >>> 16) << 1 & all.length - 1;
    }

    private static int next(int i, Object[] all) {
        return i + 2 & all.length - 1;
    }
}

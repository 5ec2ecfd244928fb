package io.obsagent.telemetry.sql;

/** What is put out goes to the beginning of the text that is read, as it is never longer. */
final class SqlOutput {

    /** So many characters are copied faster one by one. */
    private static final int FEW = 12;

    private final char[] text;
    private int written;
    /** Up to where the text has been put out or left out. */
    private int done;

    private boolean changed;

    SqlOutput(char[] text) {
        this.text = text;
    }

    /** Puts a character in place of a part of the text. Such parts come from left to right. */
    void replace(int from, int to, char replacement) {
        changed = true;
        if (to - from == 1) {
            text[from] = replacement; // and goes with what is around it
            return;
        }
        putUpTo(from);
        text[written++] = replacement;
        done = to;
    }

    /** Puts {@code , ?} for a comma, a space and a literal; all that is before them has been put out. */
    void putNextOfList(int to) {
        int w = written;
        text[w] = ',';
        text[w + 1] = ' ';
        text[w + 2] = '?';
        written = w + 3;
        done = to;
    }

    /** Puts what has been read since as it is. */
    void putUpTo(int to) {
        int length = to - done;
        if (written == done) {
            written = to; // nothing has been left out yet
        } else if (length > FEW) {
            System.arraycopy(text, done, text, written, length);
            written += length;
        } else {
            int w = written;
            for (int i = done; i < to; i++) {
                text[w++] = text[i];
            }
            written = w;
        }
        done = to;
    }

    /**
     * The result without blanks around it, when all has been read.
     *
     * @param sql what was read; given back if it stays as it is
     */
    String trimmed(String sql) {
        putUpTo(text.length);
        int from = 0;
        int to = written;
        while (from < to && text[from] <= ' ') {
            from++;
        }
        while (to > from && text[to - 1] <= ' ') {
            to--;
        }
        return !changed && to - from == sql.length() ? sql : new String(text, from, to - from);
    }
}

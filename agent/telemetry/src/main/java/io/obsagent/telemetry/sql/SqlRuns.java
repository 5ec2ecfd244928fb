package io.obsagent.telemetry.sql;

/**
 * Goes over characters that mean nothing where they stand, by one test each: it does not tell one from the other, which
 * the processor could not foresee. A table says after what a character is not gone over, and what it is for the next one.
 */
final class SqlRuns {

    private static final int ANYTHING = 1;
    private static final int A_BLANK = 2;
    /** What no word goes on after. */
    private static final int NO_WORD = 4;
    /** In a list of tables. */
    private static final int A_LIST = 8;
    /** What a character is stands above what it stops after. */
    private static final int IS = 4;
    /** Of a character after which a statement may begin. */
    private static final int OPENS = 1 << 12;

    /** What is not ASCII has the last place in the tables. */
    private static final int OTHERS = 0x80;

    private static final short[] COMMENT = new short[OTHERS + 1];
    private static final short[] SEPARATORS = new short[OTHERS + 1];

    static {
        for (char c = 0; c <= OTHERS; c++) {
            int kind = SqlChars.kind(c);
            int is = (kind == SqlChars.BLANK ? A_BLANK : 0) | (kind < SqlChars.DOLLAR ? NO_WORD : 0);
            COMMENT[c] = (short) (stopInComment(c, kind) | is << IS);
            SEPARATORS[c] = (short) (stopOfSeparators(c, kind) | is << IS | (isOpening(kind) ? OPENS : 0));
        }
    }

    private SqlRuns() {}

    private static int stopInComment(char c, int kind) {
        if (c == ' ') {
            return A_BLANK;
        }
        if (kind == SqlChars.BLANK || c == '\'' || c == '"' || c == '`') {
            return ANYTHING;
        }
        return kind >= SqlChars.DOLLAR && kind != SqlChars.LETTER ? NO_WORD : 0;
    }

    private static int stopOfSeparators(char c, int kind) {
        if (c == ' ') {
            return A_BLANK;
        }
        return kind == SqlChars.COMMA ? A_LIST : kind == SqlChars.PLAIN || kind == SqlChars.DOT ? 0 : ANYTHING;
    }

    private static boolean isOpening(int kind) {
        return kind == SqlChars.PLAIN || kind == SqlChars.COMMA;
    }

    /**
     * Goes over words, symbols and single blanks of a comment.
     *
     * @return where a quote stands, or a blank that is not a single space, or the first digit, dollar or character
     *     beyond ASCII that belongs to no word; or the end
     */
    static int inComment(char[] text, int from, int end) {
        int before = ANYTHING | NO_WORD;
        for (int i = from; i < end; i++) {
            int c = COMMENT[Math.min(text[i], OTHERS)];
            if ((c & before) != 0) {
                return i;
            }
            before = ANYTHING | c >> IS;
        }
        return end;
    }

    /**
     * Of the symbols, dots and single blanks between words and literals: tells nothing but what the other methods ask.
     * A loop that goes over them begins with {@link #stops} and goes on with {@link #stopsAfter}.
     */
    static int separator(char c) {
        return SEPARATORS[Math.min(c, OTHERS)];
    }

    /** @param list whether a comma means something */
    static int stops(boolean list) {
        return list ? ANYTHING | A_LIST : ANYTHING;
    }

    /** What the separators of a run stop at after one of them. */
    static int stopsAfter(int separator, int stops) {
        return stops | separator >> IS;
    }

    /** Whether a statement may begin after one of these, of which the bits are put together. */
    static boolean opens(int separators) {
        return (separators & OPENS) != 0;
    }
}

package io.obsagent.telemetry.sql;

/** What a character of a statement is, by a table. */
final class SqlChars {

    /** A symbol that is nothing but itself. */
    static final int PLAIN = 0;
    /** Means something to {@link SqlSummary} in a list of tables. */
    static final int COMMA = 1;
    /** Parentheses and the end of a statement. */
    static final int SYMBOL = 2;

    static final int BLANK = 3;
    static final int DOT = 4;
    /** May begin something longer: a string, a quoted name, a comment. */
    static final int MARK = 5;
    // from here on: what words go on with
    static final int DOLLAR = 6;
    static final int DIGIT = 7;
    /** May begin a word. */
    static final int LETTER = 8;
    /** Is not ASCII: a letter, or a sign of money. */
    static final int OTHER = 9;

    /** What is not ASCII has the last place in the tables. */
    private static final int OTHERS = 0x80;

    private static final byte[] KINDS = new byte[OTHERS + 1];

    /**
     * Of a comment's characters: which of the three a character stops at, and four bits further up what it is for the
     * next one.
     */
    private static final byte[] IN_COMMENT = new byte[OTHERS + 1];

    private static final int ANYTHING = 1;
    private static final int A_BLANK = 2;
    private static final int NO_WORD = 4;

    static {
        for (int c = 0; c <= OTHERS; c++) {
            int kind = kindOf(c);
            int stopsAfter = c == ' '
                    ? A_BLANK
                    : kind == BLANK || "'\"`".indexOf(c) >= 0
                            ? ANYTHING
                            : kind >= DOLLAR && kind != LETTER ? NO_WORD : 0;
            int is = ANYTHING | (kind == BLANK ? A_BLANK : 0) | (kind >= DOLLAR ? 0 : NO_WORD);
            KINDS[c] = (byte) kind;
            IN_COMMENT[c] = (byte) (stopsAfter | is << 4);
        }
    }

    private SqlChars() {}

    private static int kindOf(int c) {
        if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_') {
            return LETTER;
        }
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        if (c <= ' ') {
            return BLANK;
        }
        if ("'\"`[]-#/".indexOf(c) >= 0) {
            return MARK;
        }
        if ("();".indexOf(c) >= 0) {
            return SYMBOL;
        }
        return c == ',' ? COMMA : c == '.' ? DOT : c == '$' ? DOLLAR : c == OTHERS ? OTHER : PLAIN;
    }

    static int kind(char c) {
        return KINDS[Math.min(c, OTHERS)];
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether words go on with it. */
    static boolean isWordPart(char c) {
        return KINDS[Math.min(c, OTHERS)] >= DOLLAR;
    }

    /** Of ASCII; makes no letter of what is none. */
    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    /**
     * Goes over what a comment consists of for the most part: words, symbols and single blanks. It does not tell one
     * from the other, which the processor could not foresee.
     *
     * @return where a quote stands, or a blank that is not a single space, or the first digit, dollar or character
     *     beyond ASCII that belongs to no word; or the end
     */
    static int skipInComment(char[] text, int from, int end) {
        int before = ANYTHING | NO_WORD;
        for (int i = from; i < end; i++) {
            int c = IN_COMMENT[Math.min(text[i], OTHERS)];
            if ((c & before) != 0) {
                return i;
            }
            before = c >> 4;
        }
        return end;
    }
}

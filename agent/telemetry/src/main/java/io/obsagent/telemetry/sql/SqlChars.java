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

    /** What is not ASCII has the last place in the table. */
    private static final int OTHERS = 0x80;

    private static final byte[] KINDS = new byte[OTHERS + 1];

    static {
        for (int c = 0; c <= OTHERS; c++) {
            KINDS[c] = (byte) kindOf(c);
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
}

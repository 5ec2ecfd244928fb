package io.obsagent.telemetry.sql;

import static io.obsagent.telemetry.sql.SqlChars.isDigit;
import static io.obsagent.telemetry.sql.SqlChars.isWordPart;
import static io.obsagent.telemetry.sql.SqlChars.lower;

/** Finds where words, literals, quoted names and comments end: the index after them, at most {@link #end}. */
final class SqlLexer {

    private final char[] text;
    private final SqlDialect dialect;
    /** Nothing reaches beyond it. */
    int end;

    SqlLexer(char[] text, SqlDialect dialect) {
        this.text = text;
        this.dialect = dialect;
        end = text.length;
    }

    /** The character there, or 0 after the end. */
    char at(int index) {
        return index < end ? text[index] : 0;
    }

    boolean isCommaAndSpace(int from) {
        return at(from) == ',' && at(from + 1) == ' ';
    }

    int endOfWord(int from) {
        char[] text = this.text;
        int end = this.end;
        int i = from;
        while (i < end && isWordPart(text[i])) {
            i++;
        }
        return i;
    }

    int endOfBlanks(int from) {
        int i = from;
        while (i < end && text[i] <= ' ') {
            i++;
        }
        return i;
    }

    int endOfDigits(int from) {
        char[] text = this.text;
        int end = this.end;
        int i = from;
        while (i < end && isDigit(text[i])) {
            i++;
        }
        return i;
    }

    /** Where the number begins of which this is the first digit: at a dot before it, if that belongs to no name. */
    int startOfNumber(int digit) {
        return digit > 0 && text[digit - 1] == '.' && isDotOfNumber(digit - 1) ? digit - 1 : digit;
    }

    /** @param from where its first digit, its dot or its sign of money stands */
    int endOfNumber(int from) {
        int i = endOfDigits(from + 1);
        if (at(i) == '.') {
            i = endOfDigits(i + 1);
        }
        char c = at(i);
        if (c == ',' || c == ' ' || c == ')') {
            return i; // as most numbers do
        }
        boolean hex = text[from] == '0' && (at(from + 1) | 0x20) == 'x';
        i = endOfWord(hex ? from + 2 : i);
        while (i < end && (text[i] == '.' || !hex && isSignOfExponent(i))) {
            i = endOfWord(i + 1);
        }
        return i;
    }

    private boolean isSignOfExponent(int index) {
        char c = text[index];
        return (c == '+' || c == '-') && lower(text[index - 1]) == 'e' && isDigit(at(index + 1));
    }

    /** Whether SQL Server takes this for the sign before an amount, as it does {@code $}. */
    boolean isMoney(int index) {
        return dialect == SqlDialect.BRACKETS
                && Character.getType(text[index]) == Character.CURRENCY_SYMBOL
                && (isDigit(at(index + 1)) || at(index + 1) == '.');
    }

    /** Whether a number begins with this dot, which belongs to a name in {@code t.1}. */
    boolean isDotOfNumber(int index) {
        return isDigit(at(index + 1)) && (index == 0 || !isWordPart(text[index - 1]));
    }

    /** @param from where the quote stands */
    int endOfString(int from) {
        return endOfString(from, dialect.backslashEscapes);
    }

    private int endOfString(int from, boolean backslash) {
        char[] text = this.text;
        int end = this.end;
        char quote = text[from];
        int i = from + 1;
        while (true) {
            while (i < end && text[i] != quote && (text[i] != '\\' || !backslash)) {
                i++;
            }
            if (i + 1 >= end) {
                return end;
            }
            if (text[i] == quote && text[i + 1] != quote) {
                return i + 1;
            }
            i += 2; // a doubled quote, or what a backslash escapes
        }
    }

    /** Whether the word before a quote belongs to the string: N'..', E'..', B'..', X'..', Oracle's Q'[..]'. */
    boolean isStringPrefix(int from, int to) {
        if (to - from == 1) {
            return "nebxq".indexOf(lower(text[from])) >= 0;
        }
        return to - from == 2 && lower(text[from]) == 'n' && lower(text[from + 1]) == 'q';
    }

    /** @param quote where the quote after the prefix stands */
    int endOfPrefixedString(int quote) {
        char last = lower(text[quote - 1]);
        return last == 'q' ? endOfAlternativeQuote(quote) : endOfString(quote, dialect.backslashEscapes || last == 'e');
    }

    private int endOfAlternativeQuote(int quote) {
        char open = at(quote + 1);
        int bracket = "[{(<".indexOf(open);
        char close = bracket < 0 ? open : "]})>".charAt(bracket);
        for (int i = quote + 2; i + 1 < end; i++) {
            if (text[i] == close && text[i + 1] == '\'') {
                return i + 2;
            }
        }
        return end;
    }

    /**
     * Of a name whose closing quote is doubled within it.
     *
     * @return -1 if it does not end
     */
    int endOfName(int from, char quote) {
        int i = from + 1;
        while (i < end && (text[i] != quote || at(i + 1) == quote)) {
            i += text[i] == quote ? 2 : 1;
        }
        return i < end ? i + 1 : -1;
    }

    /** Of {@code $$} or {@code $tag$}, or of what begins like a tag. */
    int endOfTag(int from) {
        int i = from + 1;
        while (i < end && text[i] != '$' && isWordPart(text[i])) {
            i++;
        }
        return at(i) == '$' ? i + 1 : i;
    }

    /** Of {@code $tag$..$tag$}. */
    int endOfTagged(int from, int tagEnd) {
        int length = tagEnd - from;
        for (int i = tagEnd; i + length <= end; i++) {
            if (text[i] == '$' && isTag(from, i, length)) {
                return i + length;
            }
        }
        return end;
    }

    private boolean isTag(int tag, int other, int length) {
        for (int i = 1; i < length; i++) {
            if (text[tag + i] != text[other + i]) {
                return false;
            }
        }
        return true;
    }

    boolean isLineComment(int from) {
        if (text[from] == '#') {
            return dialect == SqlDialect.MYSQL;
        }
        return text[from] == '-' && at(from + 1) == '-' && (dialect != SqlDialect.MYSQL || at(from + 2) <= ' ');
    }

    /** MySQL executes what stands in {@code /*! .. *}{@code /} and MariaDB also in {@code /*M! .. *}{@code /}. */
    boolean isBlockComment(int from) {
        if (text[from] != '/' || at(from + 1) != '*') {
            return false;
        }
        char next = at(from + 2);
        return dialect != SqlDialect.MYSQL || next != '!' && (next != 'M' || at(from + 3) != '!');
    }

    /**
     * Where the line ends.
     *
     * @return -1 if databases disagree: a carriage return that is no part of a line's end is one for some
     */
    int endOfLine(int from) {
        for (int i = from; i < end; i++) {
            if (text[i] <= '\r') {
                if (text[i] == '\n') {
                    return i;
                }
                if (text[i] == '\r' && at(i + 1) != '\n') {
                    return -1;
                }
            }
        }
        return end;
    }

    /**
     * Where the mark stands that ends a comment.
     *
     * @return -1 if databases disagree, as comments nest for some
     */
    int endOfBlock(int from) {
        boolean nested = false;
        for (int i = from + 2; i < end; i++) {
            if (text[i] == '/') {
                if (text[i - 1] == '*' && i > from + 2) {
                    return nested && !dialect.flatComments ? -1 : i - 1;
                }
                nested |= at(i + 1) == '*';
            }
        }
        return end;
    }
}

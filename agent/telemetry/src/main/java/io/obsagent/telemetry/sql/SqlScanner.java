package io.obsagent.telemetry.sql;

import static io.obsagent.telemetry.sql.SqlChars.isDigit;
import static io.obsagent.telemetry.sql.SqlChars.isWordPart;

/**
 * Reads a statement once, from left to right: puts {@code ?} in place of every literal, and tells {@link SqlSummary} the
 * words. When in doubt it takes something for a literal; a literal that does not end goes on to the end of the text.
 *
 * <p>Methods that read something take the index where it begins and return the one after it.
 */
final class SqlScanner {

    private final SqlDialect dialect;
    private final char[] text;
    private final SqlLexer lexer;
    private final SqlOutput output;
    private final SqlSummary summary = new SqlSummary();
    private boolean inComment;

    private SqlScanner(char[] text, SqlDialect dialect) {
        this.text = text;
        this.dialect = dialect;
        lexer = new SqlLexer(text, dialect);
        output = new SqlOutput(text);
    }

    /**
     * Scans a statement.
     *
     * @param maxChars most characters that are read
     */
    static SqlText scan(String sql, SqlDialect dialect, int maxChars) {
        char[] text = new char[Math.min(sql.length(), maxChars)];
        sql.getChars(0, text.length, text, 0);
        SqlScanner scanner = new SqlScanner(text, dialect);
        scanner.scan();
        SqlSummary summary = scanner.summary;
        return new SqlText(scanner.output.trimmed(sql), summary.text(), summary.operation(), summary.collection());
    }

    private void scan() {
        int end = text.length;
        int i = 0;
        while (i < end) {
            if (summary.isIdle()) {
                int word = words(i);
                int to = literals(word);
                boolean wordFollows = to > word && to < end && SqlChars.kind(text[to]) == SqlChars.LETTER;
                i = to == end || wordFollows ? to : next(to);
            } else {
                i = next(i);
            }
        }
    }

    // While nothing but keywords means anything to the summary, two loops read what most of a text is made of: the
    // smaller one is, the better it is compiled

    /** Words that are no keywords, and what is between them. */
    private int words(int from) {
        char[] text = this.text;
        int end = text.length;
        int stops = SqlRuns.stops(summary.isInFrom());
        int i = separators(from, stops);
        while (i < end && SqlChars.kind(text[i]) == SqlChars.LETTER) {
            int to = lexer.endOfWord(i + 1);
            if (lexer.at(to) == '\'' || SqlWord.of(text, i, to) != SqlWord.OTHER) {
                break;
            }
            summary.skipped(SqlSummary.OTHER);
            i = separators(to, stops);
        }
        return i;
    }

    /** Literals and parentheses, and what is between them. */
    private int literals(int from) {
        char[] text = this.text;
        int end = text.length;
        int stops = SqlRuns.stops(summary.isInFrom());
        int i = from;
        while (i < end) {
            char c = text[i];
            int kind = SqlChars.kind(c);
            if (kind == SqlChars.DIGIT || c == '\'') {
                int begin = kind == SqlChars.DIGIT ? lexer.startOfNumber(i) : i;
                i = kind == SqlChars.DIGIT ? lexer.endOfNumber(begin) : lexer.endOfString(i);
                output.replace(begin, i, '?');
                i = moreLiterals(i);
                summary.skipped(SqlSummary.OTHER);
            } else if (kind == SqlChars.SYMBOL) {
                summary.structure(c);
                summary.skipped(SqlSummary.OPENING);
                stops = SqlRuns.stops(summary.isInFrom());
                i++;
            } else {
                break;
            }
            i = separators(i, stops);
        }
        return i;
    }

    /**
     * What a list of literals goes on with after the first: the longest statements are made of little else. A comma in
     * between means nothing in a list of tables either, as no table follows.
     */
    private int moreLiterals(int from) {
        if (!lexer.isCommaAndSpace(from)) {
            return from;
        }
        output.putUpTo(from);
        int i = from;
        do {
            int literal = i + 2;
            char c = lexer.at(literal);
            if (isDigit(c)) {
                int digits = lexer.endOfDigits(literal + 1);
                i = lexer.at(digits) == ',' ? digits : lexer.endOfNumber(literal);
            } else if (c == '\'') {
                i = lexer.endOfString(literal);
            } else {
                break;
            }
            output.putNextOfList(i);
        } while (lexer.isCommaAndSpace(i));
        return i;
    }

    private int separators(int from, int stops) {
        char[] text = this.text;
        int before = stops;
        int seen = 0;
        int i = from;
        for (int c; i < text.length && ((c = SqlRuns.separator(text[i])) & before) == 0; i++) {
            seen |= c;
            before = SqlRuns.stopsAfter(c, stops);
        }
        if (SqlRuns.opens(seen)) {
            summary.skipped(SqlSummary.OPENING);
        }
        return i;
    }

    private int next(int from) {
        char c = text[from];
        switch (SqlChars.kind(c)) {
            case SqlChars.LETTER:
                return word(from);
            case SqlChars.BLANK:
                return blanks(from);
            case SqlChars.DIGIT:
                return number(from);
            case SqlChars.DOT:
                return lexer.isDotOfNumber(from) ? number(from + 1) : symbol(from);
            case SqlChars.MARK:
                return mark(from);
            case SqlChars.DOLLAR:
                return dollar(from);
            case SqlChars.OTHER:
                return lexer.isMoney(from) ? literal(from, lexer.endOfNumber(from)) : word(from);
            default:
                return symbol(from);
        }
    }

    private int word(int from) {
        int to = lexer.endOfWord(from + 1);
        if (lexer.at(to) == '\'' && lexer.isStringPrefix(from, to)) {
            return literal(from, lexer.endOfPrefixedString(to));
        }
        summary.word(text, from, to);
        return to;
    }

    /** @param blank the first one, or the second one after a space */
    private int blanks(int blank) {
        int from = blank > 0 && text[blank - 1] == ' ' ? blank - 1 : blank;
        int to = lexer.endOfBlanks(blank + 1);
        if (to - from > 1 || text[from] != ' ') {
            output.replace(from, to, ' ');
        }
        return to;
    }

    private int number(int digit) {
        int from = lexer.startOfNumber(digit);
        return literal(from, lexer.endOfNumber(from));
    }

    private int symbol(int from) {
        summary.symbol(text[from]);
        return from + 1;
    }

    private int mark(int from) {
        char c = text[from];
        if (c == '\'' || c == '"' && dialect.doubleQuotedStrings) {
            return literal(from, lexer.endOfString(from));
        }
        if (c == '"' || c == '`') {
            return quotedName(from, c);
        }
        if (c == '[' && dialect == SqlDialect.BRACKETS) {
            return bracketedName(from);
        }
        if (lexer.isLineComment(from)) {
            return comment(from, lexer.endOfLine(from), 1);
        }
        if (lexer.isBlockComment(from)) {
            return comment(from, lexer.endOfBlock(from), 2);
        }
        return symbol(from);
    }

    /** One that does not end may be no name: it is taken for a literal. */
    private int quotedName(int from, char quote) {
        int to = lexer.endOfName(from, quote);
        if (to < 0) {
            return literal(from, lexer.end);
        }
        if (!inComment) {
            summary.name(text, from, to);
        }
        return to;
    }

    /** A name as in {@code [order's items]}; a closing bracket within it is doubled. */
    private int bracketedName(int from) {
        int to = lexer.endOfName(from, ']');
        if (to < 0) {
            return literal(from, lexer.end);
        }
        if (to - from > 2) {
            summary.name(text, from + 1, to - 1);
        }
        return to;
    }

    /** {@code $1} is a parameter, or SQL Server's money; {@code $$..$$} and {@code $tag$..$tag$} are strings. */
    private int dollar(int from) {
        if (isDigit(lexer.at(from + 1))) {
            return dialect == SqlDialect.BRACKETS
                    ? literal(from, lexer.endOfNumber(from + 1))
                    : lexer.endOfDigits(from + 1);
        }
        int to = lexer.endOfTag(from);
        boolean tag = to - from > 1 && text[to - 1] == '$';
        return tag ? literal(from, lexer.endOfTagged(from, to)) : to;
    }

    /**
     * Replaces a comment's literals too, which cannot reach beyond it.
     *
     * @param close where the mark of its end stands; -1 if databases disagree, and so about what comes after it
     */
    private int comment(int from, int close, int mark) {
        int end = lexer.end;
        if (close < 0) {
            return literal(from, end);
        }
        lexer.end = close;
        inComment = true;
        int read = from;
        int i;
        while ((i = SqlRuns.inComment(text, read, close)) < close) {
            read = partOfComment(read, i);
        }
        inComment = false;
        lexer.end = end;
        return Math.min(close + mark, end);
    }

    /** @param read up to where the comment has been read before */
    private int partOfComment(int read, int from) {
        char c = text[from];
        if (c <= ' ') {
            return blanks(from);
        }
        if (c == '\'') {
            int word = from;
            while (word > read && from - word < 3 && isWordPart(text[word - 1])) {
                word--;
            }
            return lexer.isStringPrefix(word, from)
                    ? literal(word, lexer.endOfPrefixedString(from))
                    : literal(from, lexer.endOfString(from));
        }
        if (c == '"') {
            return literal(from, lexer.endOfString(from));
        }
        if (c == '`') {
            return quotedName(from, c);
        }
        if (c == '$') {
            return dollar(from);
        }
        if (isDigit(c)) {
            return number(from);
        }
        return lexer.isMoney(from) ? literal(from, lexer.endOfNumber(from)) : lexer.endOfWord(from + 1);
    }

    private int literal(int from, int to) {
        output.replace(from, to, '?');
        if (!inComment) {
            summary.literal();
        }
        return to;
    }
}

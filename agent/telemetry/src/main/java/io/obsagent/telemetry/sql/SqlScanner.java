package io.obsagent.telemetry.sql;

/**
 * Reads a statement once, from left to right: puts {@code ?} in place of every literal, and tells {@link SqlSummary} the
 * words. When in doubt it takes something for a literal; a literal that does not end goes on to the end of the text.
 */
final class SqlScanner {

    /** A symbol that is nothing but itself. */
    private static final byte PLAIN = 0;

    /** May begin something longer: a string, a quoted name, a comment, a parameter. */
    private static final byte MARK = 1;

    private static final byte BLANK = 2;
    private static final byte DOT = 3;
    private static final byte DIGIT = 4;
    /** May begin a word. */
    private static final byte LETTER = 5;
    /** Means something to {@link SqlSummary} in a list of tables. */
    private static final byte COMMA = 6;
    /** A symbol that always means something to {@link SqlSummary}. */
    private static final byte SYMBOL = 7;
    /** What is not ASCII, all taken for letters, has the last place in the tables of characters. */
    private static final int OTHERS = 0x80;

    private static final byte[] KINDS = new byte[OTHERS + 1];
    /** Whether words go on with a character. */
    private static final boolean[] WORD_PART = new boolean[OTHERS + 1];

    static {
        for (int c = 0; c < KINDS.length; c++) {
            KINDS[c] = kindOf(c);
            WORD_PART[c] = KINDS[c] == DIGIT || KINDS[c] == LETTER || c == '$';
        }
    }

    private static byte kindOf(int c) {
        if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == OTHERS) {
            return LETTER;
        }
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        if (c == '.' || c == ',') {
            return c == '.' ? DOT : COMMA;
        }
        return c <= ' ' ? BLANK : "'\"`[$-#/".indexOf(c) >= 0 ? MARK : "();]".indexOf(c) >= 0 ? SYMBOL : PLAIN;
    }

    /** So many characters are copied faster one by one. */
    private static final int FEW = 12;

    private final SqlDialect dialect;
    private final SqlSummary summary = new SqlSummary();
    private final String sql;
    /** What is read, and at its beginning what is put out, which is never longer than what was read. */
    private final char[] in;

    private int written;
    /** Up to where the text has been put out or left out. */
    private int done;

    private int end;
    private int at;
    private boolean comment;

    private SqlScanner(String sql, SqlDialect dialect, int maxChars) {
        this.sql = sql;
        this.dialect = dialect;
        end = Math.min(sql.length(), maxChars);
        in = new char[end];
        sql.getChars(0, end, in, 0);
    }

    /**
     * Scans a statement.
     *
     * @param maxChars most characters that are read
     */
    static SqlText scan(String sql, SqlDialect dialect, int maxChars) {
        SqlScanner scanner = new SqlScanner(sql, dialect, maxChars);
        scanner.scan();
        SqlSummary summary = scanner.summary;
        return new SqlText(scanner.written(), summary.text(), summary.operation(), summary.collection());
    }

    private String written() {
        if (done > 0) {
            putUpTo(end);
        } else {
            written = end;
        }
        int from = 0;
        int to = written;
        while (from < to && in[from] <= ' ') {
            from++;
        }
        while (to > from && in[to - 1] <= ' ') {
            to--;
        }
        return done == 0 && to - from == sql.length() ? sql : new String(in, from, to - from);
    }

    private void scan() {
        while ((at = skip(at)) < end) {
            char c = in[at];
            byte kind = kind(c);
            if (kind == LETTER && (c < 0x80 || !isMoney(c, at))) {
                word();
            } else {
                other(c, kind);
            }
        }
    }

    /**
     * Goes over what most of a text is made of while it means nothing to the summary: symbols, single blanks and words
     * that are no keywords. So small a loop is compiled much better than the rest.
     */
    private int skip(int from) {
        boolean inComment = comment;
        if (!inComment && !summary.isIdle()) {
            return from;
        }
        boolean commas = inComment || !summary.isInFrom();
        char[] text = in;
        int last = end;
        int previous = summary.previous();
        int i = from;
        while (i < last) {
            char c = text[i];
            byte kind = kind(c);
            if (kind == LETTER) {
                int to = endOfWord(i + 1);
                if (c >= 0x80
                        || to < last && text[to] == '\''
                        || !inComment && SqlWord.of(text, i, to) != SqlWord.OTHER) {
                    break;
                }
                i = to;
                previous = SqlSummary.OTHER;
            } else if (kind == PLAIN || kind == COMMA && commas) {
                i++;
                previous = SqlSummary.OPENING;
            } else if (i + 1 < last && (c == ' ' && text[i + 1] > ' ' || kind == DOT && !isDigit(text[i + 1]))) {
                i++;
            } else {
                break;
            }
        }
        if (!inComment) {
            summary.skipped(previous);
        }
        return i;
    }

    private void word() {
        int from = at;
        at = endOfWord(at + 1);
        if (peek(0) == '\'' && isStringPrefix(from, at)) {
            prefixedString(from);
        } else if (!comment) {
            summary.word(in, from, at);
        }
    }

    private int endOfWord(int from) {
        char[] text = in;
        int last = end;
        int i = from;
        while (i < last && isWordPart(text[i])) {
            i++;
        }
        return i;
    }

    private void other(char c, byte kind) {
        if (kind == BLANK) {
            blank();
        } else if (kind == DIGIT || kind == LETTER || kind == DOT && isDigit(peek(1)) && !afterName()) {
            number(at); // a letter here is the sign of money
        } else if (kind == MARK) {
            mark(c);
        } else {
            plain(c);
        }
    }

    private void plain(char c) {
        at++;
        if (!comment) {
            summary.symbol(c);
        }
    }

    private void mark(char c) {
        if (c == '\'') {
            string(at, '\'', dialect.backslashEscapes);
        } else if (c == '"' && (dialect.doubleQuotedStrings || comment)) {
            string(at, '"', dialect.backslashEscapes);
        } else if (c == '"' || c == '`') {
            quotedName(c);
        } else if (c == '[' && dialect == SqlDialect.BRACKETS && !comment) {
            bracketedName();
        } else if (c == '$') {
            dollar();
        } else if (comment || !comment(c)) {
            plain(c);
        }
    }

    private char peek(int ahead) {
        return at + ahead < end ? in[at + ahead] : 0;
    }

    private void blank() {
        int from = at;
        do {
            at++;
        } while (at < end && in[at] <= ' ');
        if (at - from > 1 || in[from] != ' ') {
            replace(from, ' ');
        }
    }

    /** Whether the word before a quote belongs to the string: N'..', E'..', B'..', X'..', Oracle's Q'[..]'. */
    private boolean isStringPrefix(int from, int to) {
        int length = to - from;
        char last = lower(in[to - 1]);
        return length == 1 && "nebxq".indexOf(last) >= 0 || length == 2 && last == 'q' && lower(in[from]) == 'n';
    }

    private void prefixedString(int from) {
        char last = lower(in[at - 1]);
        if (last == 'q') {
            alternativeQuote(from);
        } else {
            string(from, '\'', dialect.backslashEscapes || last == 'e');
        }
    }

    private void alternativeQuote(int from) {
        char open = peek(1);
        int bracket = "[{(<".indexOf(open);
        int close = find(bracket < 0 ? open : "]})>".charAt(bracket), '\'', at + 2);
        at = close < 0 ? end : close + 2;
        literal(from);
    }

    /** @param from where the number or the sign of money before it begins */
    private void number(int from) {
        boolean hex = in[at] == '0' && (peek(1) == 'x' || peek(1) == 'X');
        at = endOfWord(at + (hex ? 2 : 1));
        while (peek(0) == '.' || !hex && isSignOfExponent()) {
            at = endOfWord(at + 1);
        }
        literal(from);
    }

    private boolean isSignOfExponent() {
        return (peek(0) == '+' || peek(0) == '-') && lower(in[at - 1]) == 'e' && isDigit(peek(1));
    }

    /** Whether SQL Server takes this for the sign before an amount, as it does {@code $}. */
    private boolean isMoney(char c, int index) {
        if (dialect != SqlDialect.BRACKETS || Character.getType(c) != Character.CURRENCY_SYMBOL) {
            return false;
        }
        char next = index + 1 < end ? in[index + 1] : 0;
        return isDigit(next) || next == '.';
    }

    /** @param from where the string or its prefix begins */
    private void string(int from, char quote, boolean backslash) {
        char[] text = in;
        int last = end;
        int i = at + 1;
        while (i < last) {
            char c = text[i++];
            if (c == quote) {
                if (i >= last || text[i] != quote) {
                    break;
                }
                i++;
            } else if (c == '\\' && backslash) {
                i++;
            }
        }
        at = Math.min(i, last);
        literal(from);
    }

    private void quotedName(char quote) {
        int from = at;
        if (readName(quote) && !comment) {
            summary.name(in, from, at);
        }
    }

    /** A name as in {@code [order's items]}; a closing bracket within it is doubled. */
    private void bracketedName() {
        int from = at;
        if (readName(']') && at - from > 2) {
            summary.name(in, from + 1, at - 1);
        }
    }

    /** Reads up to the end of a quoted name. One that does not end may be no name: it is taken for a literal. */
    private boolean readName(char quote) {
        int from = at++;
        while (at < end && (in[at] != quote || peek(1) == quote)) {
            at += in[at] == quote ? 2 : 1;
        }
        if (at >= end) {
            at = end;
            literal(from);
            return false;
        }
        at++;
        return true;
    }

    /** {@code $1} is a parameter, or SQL Server's money; {@code $$..$$} and {@code $tag$..$tag$} are strings. */
    private void dollar() {
        int from = at++;
        if (isDigit(peek(0)) && dialect == SqlDialect.BRACKETS) {
            number(from);
            return;
        }
        if (isDigit(peek(0))) {
            while (isDigit(peek(0))) {
                at++;
            }
            return;
        }
        while (isWordPart(peek(0)) && in[at] != '$') {
            at++;
        }
        if (peek(0) != '$') {
            return;
        }
        int tagLength = ++at - from;
        int closing = find('$', -1, at);
        while (closing >= 0 && !isTag(from, closing, tagLength)) {
            closing = find('$', -1, closing + 1);
        }
        at = closing < 0 ? end : closing + tagLength;
        literal(from);
    }

    private boolean isTag(int tag, int other, int length) {
        if (other + length > end) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (in[tag + i] != in[other + i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads a comment, whose literals are replaced too but cannot reach beyond it. Returns false if it is none. */
    private boolean comment(char c) {
        int close;
        int mark;
        boolean doubtful;
        if (c == '-' && peek(1) == '-' && (dialect != SqlDialect.MYSQL || peek(2) <= ' ')
                || c == '#' && dialect == SqlDialect.MYSQL) {
            close = find('\n', -1, at);
            mark = 1;
            doubtful = hasLoneReturn(close < 0 ? end : close);
        } else if (c == '/' && peek(1) == '*' && !isExecutable()) {
            close = find('*', '/', at + 2);
            mark = 2;
            int inner = find('/', '*', at + 2);
            doubtful = !dialect.flatComments && inner >= 0 && inner < close;
        } else {
            return false;
        }
        if (doubtful) {
            int from = at;
            at = end; // databases disagree where it ends, and what comes after it
            literal(from);
            return true;
        }
        int outerEnd = end;
        end = close < 0 ? end : close;
        comment = true;
        scan();
        comment = false;
        end = outerEnd;
        at = Math.min(at + mark, end);
        return true;
    }

    /** A carriage return that is no part of a line's end: for some databases it is one. */
    private boolean hasLoneReturn(int lineEnd) {
        for (int i = at; i < lineEnd; i++) {
            if (in[i] == '\r' && (i + 1 >= end || in[i + 1] != '\n')) {
                return true;
            }
        }
        return false;
    }

    /** MySQL executes what stands in {@code /*! .. *}{@code /} and MariaDB also in {@code /*M! .. *}{@code /}. */
    private boolean isExecutable() {
        return dialect == SqlDialect.MYSQL && (peek(2) == '!' || peek(2) == 'M' && peek(3) == '!');
    }

    /**
     * Looks for two characters in a row.
     *
     * @param second -1 for one character
     * @return the index of the first, or -1
     */
    private int find(int first, int second, int from) {
        int last = second < 0 ? end : end - 1;
        for (int i = from; i < last; i++) {
            if (in[i] == first && (second < 0 || in[i + 1] == second)) {
                return i;
            }
        }
        return -1;
    }

    private void literal(int from) {
        replace(from, '?');
        if (!comment) {
            summary.literal();
        }
    }

    /** Puts a character in place of what has been read since then. */
    private void replace(int from, char replacement) {
        putUpTo(from);
        in[written++] = replacement;
        done = at;
    }

    /** Puts what was read before as it is. */
    private void putUpTo(int to) {
        if (to - done > FEW) {
            System.arraycopy(in, done, in, written, to - done);
            written += to - done;
        } else {
            for (int i = done; i < to; i++) {
                in[written++] = in[i];
            }
        }
        done = to;
    }

    /** Whether a dot belongs to a name as in {@code t.1}, not to a number. */
    private boolean afterName() {
        return at > 0 && isWordPart(in[at - 1]);
    }

    private static byte kind(char c) {
        return KINDS[Math.min(c, OTHERS)];
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(char c) {
        return WORD_PART[Math.min(c, OTHERS)];
    }

    /** Of ASCII; makes no letter of what is none. */
    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }
}

package io.obsagent.telemetry.sql;

/**
 * Reads a statement once, from left to right: puts {@code ?} in place of every literal, and tells {@link SqlSummary} the
 * words. When in doubt it takes something for a literal; a literal that does not end goes on to the end of the text.
 */
final class SqlScanner {

    private final String sql;
    private final SqlDialect dialect;
    private final StringBuilder out;
    private final SqlSummary summary = new SqlSummary();
    private int end;
    private int at;
    private boolean comment;

    private SqlScanner(String sql, SqlDialect dialect, int maxChars) {
        this.sql = sql;
        this.dialect = dialect;
        this.end = Math.min(sql.length(), maxChars);
        this.out = new StringBuilder(end);
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
        String text = scanner.out.toString().trim();
        return new SqlText(text, summary.text(), summary.operation(), summary.collection());
    }

    private void scan() {
        while (at < end) {
            char c = sql.charAt(at);
            if (c <= ' ') {
                blank();
            } else if (isWordStart(c)) {
                word();
            } else if (isDigit(c) || c == '.' && isDigit(peek(1)) && !afterName()) {
                number();
            } else if (c == '\'') {
                string('\'', dialect.backslashEscapes);
            } else if (c == '"' && (dialect.doubleQuotedStrings || comment)) {
                string('"', dialect.backslashEscapes);
            } else if (c == '"' || c == '`') {
                quotedName(c);
            } else if (c == '[' && dialect == SqlDialect.BRACKETS && !comment) {
                bracketedName();
            } else if (c == '$') {
                dollar();
            } else if (!comment && comment(c)) {
                // all of it has been read
            } else {
                out.append(c);
                at++;
                if (!comment) {
                    summary.symbol(c);
                }
            }
        }
    }

    private char peek(int ahead) {
        return at + ahead < end ? sql.charAt(at + ahead) : 0;
    }

    private void blank() {
        while (at < end && sql.charAt(at) <= ' ') {
            at++;
        }
        out.append(' ');
    }

    private void word() {
        int from = at;
        while (at < end && isWordPart(sql.charAt(at))) {
            at++;
        }
        if (peek(0) == '\'' && isStringPrefix(from)) {
            return;
        }
        out.append(sql, from, at);
        if (!comment) {
            summary.word(sql.substring(from, at));
        }
    }

    /** Whether the word before a quote belongs to the string: N'..', E'..', B'..', X'..', Oracle's Q'[..]'. Reads it. */
    private boolean isStringPrefix(int from) {
        int length = at - from;
        char last = Character.toLowerCase(sql.charAt(at - 1));
        boolean national = Character.toLowerCase(sql.charAt(from)) == 'n';
        if (last == 'q' && (length == 1 || length == 2 && national)) {
            alternativeQuote();
            return true;
        }
        if (length == 1 && "nebx".indexOf(last) >= 0) {
            string('\'', dialect.backslashEscapes || last == 'e');
            return true;
        }
        return false;
    }

    private void alternativeQuote() {
        char open = peek(1);
        int bracket = "[{(<".indexOf(open);
        char close = bracket < 0 ? open : "]})>".charAt(bracket);
        int from = sql.indexOf(close + "'", at + 2);
        at = from < 0 || from + 2 > end ? end : from + 2;
        literal();
    }

    private void number() {
        boolean hex = sql.charAt(at) == '0' && (peek(1) == 'x' || peek(1) == 'X');
        at += hex ? 2 : 1;
        while (at < end) {
            char c = sql.charAt(at);
            boolean sign = (c == '+' || c == '-') && !hex && "eE".indexOf(sql.charAt(at - 1)) >= 0 && isDigit(peek(1));
            if (!sign && c != '.' && !isWordPart(c)) {
                break;
            }
            at++;
        }
        literal();
    }

    private void string(char quote, boolean backslash) {
        at++;
        while (at < end) {
            char c = sql.charAt(at++);
            if (c == '\\' && backslash) {
                at++;
            } else if (c == quote) {
                if (peek(0) != quote) {
                    break;
                }
                at++;
            }
        }
        at = Math.min(at, end);
        literal();
    }

    private void quotedName(char quote) {
        int from = at++;
        while (at < end && (sql.charAt(at) != quote || peek(1) == quote)) {
            at += sql.charAt(at) == quote ? 2 : 1;
        }
        if (at >= end) {
            at = end; // it does not end: it may be a string after all
            literal();
            return;
        }
        at++;
        out.append(sql, from, at);
        if (!comment) {
            summary.name(sql.substring(from, at));
        }
    }

    /** A name as in {@code [order's items]}; a closing bracket within it is doubled. */
    private void bracketedName() {
        int from = at++;
        while (at < end && (sql.charAt(at) != ']' || peek(1) == ']')) {
            at += sql.charAt(at) == ']' ? 2 : 1;
        }
        if (at >= end) {
            at = end; // it does not end: what is cut off may have been no name
            literal();
            return;
        }
        at++;
        out.append(sql, from, at);
        if (at - from > 2) {
            summary.name(sql.substring(from + 1, at - 1));
        }
    }

    /** {@code $1} is a parameter, or SQL Server's money; {@code $$..$$} and {@code $tag$..$tag$} are strings. */
    private void dollar() {
        int from = at++;
        if (isDigit(peek(0)) && dialect == SqlDialect.BRACKETS) {
            number();
            return;
        }
        if (isDigit(peek(0))) {
            while (at < end && isDigit(sql.charAt(at))) {
                at++;
            }
            out.append(sql, from, at);
            return;
        }
        while (at < end && isWordPart(sql.charAt(at)) && sql.charAt(at) != '$') {
            at++;
        }
        if (peek(0) != '$') {
            out.append(sql, from, at);
            return;
        }
        String tag = sql.substring(from, ++at);
        int closing = sql.indexOf(tag, at);
        at = closing < 0 || closing + tag.length() > end ? end : closing + tag.length();
        literal();
    }

    /** Reads a comment, whose literals are replaced too but cannot reach beyond it. Returns false if it is none. */
    private boolean comment(char c) {
        int close;
        if (c == '-' && peek(1) == '-' && (dialect != SqlDialect.MYSQL || peek(2) <= ' ')
                || c == '#' && dialect == SqlDialect.MYSQL) {
            close = sql.indexOf('\n', at);
        } else if (c == '/' && peek(1) == '*') {
            close = sql.indexOf("*/", at + 2);
            close = close < 0 ? -1 : close + 2;
        } else {
            return false;
        }
        int outerEnd = end;
        end = close < 0 ? end : Math.min(close, end);
        comment = true;
        scan();
        comment = false;
        end = outerEnd;
        return true;
    }

    private void literal() {
        out.append('?');
        if (!comment) {
            summary.literal();
        }
    }

    /** Whether a dot belongs to a name as in {@code t.1}, not to a number. */
    private boolean afterName() {
        return at > 0 && isWordPart(sql.charAt(at - 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }
}

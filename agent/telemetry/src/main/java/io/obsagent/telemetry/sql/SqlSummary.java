package io.obsagent.telemetry.sql;

import java.util.Locale;

/**
 * Collects operations and tables out of a statement's words, as the semantic conventions ask for in
 * {@code db.query.summary}. Knows no grammar, just which words a table follows.
 */
final class SqlSummary {

    private static final int MAX_CHARS = 255;

    // numbers, as a reference that is stored at every word costs the collector's bookkeeping
    /** Nothing has been read. */
    private static final int FIRST = 0;
    /** Nothing but a keyword means anything. */
    private static final int IDLE = 1;
    /** A table is to follow. */
    private static final int TABLE = 2;
    /** A part of a table's name has been read; a dot may lead on to the next. */
    private static final int TABLE_READ = 3;

    /** Something after which a statement may begin: a symbol, EXPLAIN, or nothing. */
    static final int OPENING = 0;

    private static final int DISTINCT = 1;
    static final int OTHER = 2;

    private final StringBuilder text = new StringBuilder();
    private String operation;
    private int operationDepth;
    private String collection;
    private boolean severalCollections;

    /** {@link #FIRST}, {@link #IDLE}, {@link #TABLE} or {@link #TABLE_READ}. */
    private int state = FIRST;
    /** {@link #OPENING}, {@link #DISTINCT} or {@link #OTHER}. */
    private int previous = OPENING;
    /** What has been read of a table's name: most have one part, which is a String. Null unless {@link #TABLE_READ}. */
    private CharSequence table;

    private int depth;
    /** Bit per depth of parentheses: a SELECT or DELETE there waits for its FROM. */
    private long awaitsFrom;
    /** Bit per depth: the list of tables after FROM goes on at a comma. */
    private long inFrom;

    String text() {
        settle();
        return text.length() == 0 ? null : text.toString();
    }

    String operation() {
        return operation;
    }

    String collection() {
        settle();
        return severalCollections ? null : collection;
    }

    /** Cuts a summary after its last whole word that fits. */
    static String limited(String summary) {
        if (summary.length() <= MAX_CHARS) {
            return summary;
        }
        int blank = summary.lastIndexOf(' ', MAX_CHARS);
        return summary.substring(0, blank > 0 ? blank : MAX_CHARS);
    }

    /** Whether nothing but a keyword means anything now. */
    boolean isIdle() {
        return state == IDLE;
    }

    /** Whether a table may follow after a comma. */
    boolean isInFrom() {
        return (inFrom & bit()) != 0;
    }

    /** Takes note of something that came while it was idle: {@link #OPENING} or {@link #OTHER}. */
    void skipped(int last) {
        previous = last;
    }

    /** A quoted name. */
    void name(char[] sql, int from, int to) {
        if (state >= TABLE) {
            part(sql, from, to);
        } else {
            state = IDLE;
        }
        previous = OTHER;
    }

    void literal() {
        settle();
        previous = OTHER;
    }

    void symbol(char c) {
        if (c == '.' || c == '[' || c == ']') {
            if (state == TABLE_READ && c == '.') {
                longerTable().append(c);
            }
            return; // SQL Server's brackets around a name say nothing
        }
        settle();
        if (c == ',' && isInFrom()) {
            state = TABLE;
        }
        structure(c);
        previous = OPENING;
    }

    /** Notes where parentheses begin and end, and statements. */
    void structure(char c) {
        if (c == '(') {
            depth++;
            awaitsFrom &= ~bit();
            inFrom &= ~bit();
        } else if (c == ')') {
            depth = Math.max(0, depth - 1);
        } else if (c == ';') {
            awaitsFrom = 0;
            inFrom = 0;
            depth = 0;
        }
    }

    void word(char[] sql, int from, int to) {
        SqlWord word = SqlWord.of(sql, from, to);
        if (word != SqlWord.OTHER || state != IDLE) {
            meaningful(word, sql, from, to);
        } else {
            previous = OTHER;
        }
    }

    /** A keyword, or a word in a place where it means something. */
    private void meaningful(SqlWord word, char[] sql, int from, int to) {
        if (state == TABLE_READ && table.charAt(table.length() - 1) == '.') {
            part(sql, from, to);
            return;
        }
        boolean first = state == FIRST;
        if (state != TABLE) {
            settle();
        }
        if (state != TABLE || !table(word, sql, from, to)) {
            if (word != SqlWord.OTHER) {
                keyword(word, first);
            } else if (first) {
                verb(new String(sql, from, to - from).toUpperCase(Locale.ROOT));
            }
        }
        previous = word == SqlWord.EXPLAIN || word == SqlWord.ANALYZE
                ? OPENING
                : word == SqlWord.DISTINCT ? DISTINCT : OTHER;
    }

    /** Takes a word for a table's name; returns false if it is a keyword that stands in a table's place. */
    private boolean table(SqlWord word, char[] sql, int from, int to) {
        switch (word) {
            case IF:
            case NOT:
            case EXISTS:
            case ONLY:
            case LATERAL:
            case TABLE:
            case INTO:
            case FROM:
            case IGNORE:
            case CONCURRENTLY:
                return true; // stands between the operation and its table
            case SELECT:
            case VALUES:
            case SET:
            case WHERE:
                state = IDLE;
                return false;
            default:
                part(sql, from, to);
                return true;
        }
    }

    private void verb(String upper) {
        if (SqlVerbs.isKnown(upper)) {
            operation(upper);
        }
    }

    private void keyword(SqlWord word, boolean first) {
        switch (word) {
            case SELECT:
                operation(word.name());
                awaitsFrom |= bit();
                inFrom &= ~bit();
                break;
            case DELETE:
                if (beginsStatement()) {
                    operation(word.name());
                    awaitsFrom |= bit();
                }
                break;
            case INSERT:
            case REPLACE:
            case MERGE:
            case UPSERT:
                if (beginsStatement()) {
                    operation(word.name());
                }
                break;
            case UPDATE:
            case CALL:
            case EXEC:
            case EXECUTE:
            case TRUNCATE:
                if (beginsStatement()) {
                    operation(word.name());
                    state = TABLE;
                }
                break;
            case FROM:
                if ((awaitsFrom & bit()) != 0 && previous != DISTINCT) {
                    awaitsFrom &= ~bit();
                    inFrom |= bit();
                    state = TABLE;
                }
                break;
            case JOIN:
            case INTO:
                state = TABLE;
                break;
            case TABLE:
            case INDEX:
            case VIEW:
            case SEQUENCE:
            case SCHEMA:
            case DATABASE:
                definition(word.name());
                break;
            case WHERE:
            case GROUP:
            case ORDER:
            case HAVING:
            case LIMIT:
            case UNION:
            case EXCEPT:
            case INTERSECT:
            case SET:
            case WINDOW:
            case FOR:
                inFrom &= ~bit();
                break;
            case WITH:
                break; // the operations within and after it count
            default:
                if (first) {
                    verb(word.name());
                }
        }
    }

    /** CREATE TABLE, DROP INDEX: the second word belongs to the operation. */
    private void definition(String object) {
        if ("CREATE".equals(operation) || "DROP".equals(operation) || "ALTER".equals(operation)) {
            append(object);
            operation = operation + ' ' + object;
            state = TABLE;
        }
    }

    /** Whether a word here begins a statement, not FOR UPDATE or ON DELETE. */
    private boolean beginsStatement() {
        return previous == OPENING;
    }

    private void operation(String word) {
        // of several, that of the statement itself counts, not one within parentheses before it
        if (operation == null || depth == 0 && operationDepth > 0) {
            operation = word;
            operationDepth = depth;
        }
        append(word);
    }

    private void part(char[] sql, int from, int to) {
        state = TABLE_READ;
        if (table == null) {
            table = new String(sql, from, to - from);
        } else {
            longerTable().append(sql, from, to - from);
        }
    }

    private StringBuilder longerTable() {
        if (table instanceof String) {
            table = new StringBuilder(table);
        }
        return (StringBuilder) table;
    }

    /** Ends what was awaited or read. */
    private void settle() {
        if (table != null) {
            endTable();
        }
        state = IDLE;
    }

    private void endTable() {
        String name = table.toString();
        table = null;
        append(name);
        if (collection == null) {
            collection = name;
        } else if (!collection.equals(name)) {
            severalCollections = true;
        }
    }

    private void append(String word) {
        int blank = text.length() == 0 ? 0 : 1;
        if (text.length() + blank + word.length() > MAX_CHARS) {
            return;
        }
        if (blank > 0) {
            text.append(' ');
        }
        text.append(word);
    }

    private long bit() {
        return 1L << Math.min(depth, 63);
    }
}

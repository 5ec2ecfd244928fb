package io.obsagent.telemetry.sql;

import java.util.Locale;

/**
 * Collects operations and tables out of a statement's words, as the semantic conventions ask for in
 * {@code db.query.summary}. Knows no grammar, just which words a table follows.
 */
final class SqlSummary {

    private static final int MAX_CHARS = 255;

    private final StringBuilder text = new StringBuilder();
    private String operation;
    private int operationDepth;
    private String collection;
    private boolean severalCollections;

    /** What stood before; null at the beginning. */
    private SqlWord previous;
    /** What stood before was a symbol, after which a statement may begin. */
    private boolean afterSymbol;

    /** A table is to follow. */
    private boolean awaitsTable;
    /** A part of a table's name has been read; a dot may lead on to the next. */
    private StringBuilder table;

    private int depth;
    /** Bit per depth of parentheses: a SELECT or DELETE there waits for its FROM. */
    private long awaitsFrom;
    /** Bit per depth: the list of tables after FROM goes on at a comma. */
    private long inFrom;

    String text() {
        endTable();
        return text.length() == 0 ? null : text.toString();
    }

    String operation() {
        return operation;
    }

    String collection() {
        endTable();
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

    /** A quoted name. */
    void name(char[] sql, int from, int to) {
        if (awaitsTable || table != null) {
            part(sql, from, to);
        }
        previous = SqlWord.OTHER;
        afterSymbol = false;
    }

    void literal() {
        endTable();
        awaitsTable = false;
        previous = SqlWord.OTHER;
        afterSymbol = false;
    }

    void symbol(char c) {
        if (c == '.' || c == '[' || c == ']') {
            if (table != null && c == '.') {
                table.append(c);
            }
            return; // SQL Server's brackets around a name say nothing
        }
        endTable();
        awaitsTable = false;
        if (c == '(') {
            depth++;
            awaitsFrom &= ~bit();
            inFrom &= ~bit();
        } else if (c == ')') {
            depth = Math.max(0, depth - 1);
        } else if (c == ',') {
            awaitsTable = (inFrom & bit()) != 0;
        } else if (c == ';') {
            awaitsFrom = 0;
            inFrom = 0;
            depth = 0;
        }
        previous = SqlWord.OTHER;
        afterSymbol = true;
    }

    void word(char[] sql, int from, int to) {
        if (table != null && table.charAt(table.length() - 1) == '.') {
            part(sql, from, to);
            return;
        }
        endTable();
        SqlWord word = SqlWord.of(sql, from, to);
        if (word == SqlWord.OTHER && !awaitsTable) {
            if (previous == null) {
                verb(new String(sql, from, to - from).toUpperCase(Locale.ROOT));
            }
        } else if (!awaitsTable || !table(word, sql, from, to)) {
            keyword(word);
        }
        previous = word;
        afterSymbol = false;
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
                awaitsTable = false;
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

    private void keyword(SqlWord word) {
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
                    awaitsTable = true;
                }
                break;
            case FROM:
                if ((awaitsFrom & bit()) != 0 && previous != SqlWord.DISTINCT) {
                    awaitsFrom &= ~bit();
                    inFrom |= bit();
                    awaitsTable = true;
                }
                break;
            case JOIN:
            case INTO:
                awaitsTable = true;
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
                if (previous == null) {
                    verb(word.name());
                }
        }
    }

    /** CREATE TABLE, DROP INDEX: the second word belongs to the operation. */
    private void definition(String object) {
        if ("CREATE".equals(operation) || "DROP".equals(operation) || "ALTER".equals(operation)) {
            append(object);
            operation = operation + ' ' + object;
            awaitsTable = true;
        }
    }

    /** Whether a word here begins a statement, not FOR UPDATE or ON DELETE. */
    private boolean beginsStatement() {
        return previous == null || afterSymbol || previous == SqlWord.EXPLAIN || previous == SqlWord.ANALYZE;
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
        awaitsTable = false;
        if (table == null) {
            table = new StringBuilder(to - from);
        }
        table.append(sql, from, to - from);
    }

    private void endTable() {
        if (table == null) {
            return;
        }
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

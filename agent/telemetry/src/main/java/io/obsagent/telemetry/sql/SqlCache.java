package io.obsagent.telemetry.sql;

/**
 * Keeps what was found out about statements, by their text. A prepared statement brings the same String again, whose
 * hash is known and which equals itself: a look-up then costs little.
 *
 * <p>Bounded by generations: when the young one is full it becomes the old one, and the old one is forgotten. What is in
 * use moves from the old one to the young one, so it stays. Thread safe.
 */
public final class SqlCache {

    private static final int GENERATION = 500;
    /** Longer texts are put together by programs and seldom come again. */
    private static final int MAX_KEY_CHARS = 16 * 1024;

    private final SqlDialect dialect;
    private final int maxChars;
    private volatile SqlTable young = new SqlTable();
    private volatile SqlTable old = new SqlTable();

    /**
     * @param dialect how the statements' literals are written
     * @param maxChars most characters of a statement that are read
     */
    public SqlCache(SqlDialect dialect, int maxChars) {
        this.dialect = dialect;
        this.maxChars = maxChars;
    }

    /** What is to be said of a statement. Never null. */
    public SqlText get(String statement) {
        SqlText text = young.get(statement);
        if (text != null) {
            return text;
        }
        text = old.get(statement);
        if (text == null) {
            text = SqlScanner.scan(statement, dialect, maxChars);
            if (statement.length() > MAX_KEY_CHARS) {
                return text;
            }
        }
        return keep(statement, text);
    }

    private synchronized SqlText keep(String statement, SqlText text) {
        SqlText other = young.get(statement);
        if (other != null) {
            return other; // another thread was faster
        }
        if (young.size() >= GENERATION) {
            old = young;
            young = new SqlTable();
        }
        young.put(statement, text);
        return text;
    }

    /** The number of statements kept. */
    synchronized int size() {
        return young.size() + old.size();
    }
}

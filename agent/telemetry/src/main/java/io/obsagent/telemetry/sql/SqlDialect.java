package io.obsagent.telemetry.sql;

/** How a database system writes literals. A wrong guess would show a part of a literal, so it is not guessed. */
public enum SqlDialect {
    /** Double quotes are for names, a backslash is a character; comments may nest, or may not. */
    STANDARD(false, false, false),
    /** As the standard, with names in brackets too: a quote within them begins no string. Money has its symbol. */
    BRACKETS(false, false, false),
    /** As the standard; a comment ends with the first mark of an end. */
    ORACLE(false, false, true),
    /** Double quotes are for names, a backslash escapes. */
    BACKSLASH(true, false, false),
    /** Double quotes are for strings, a backslash escapes, # begins a comment, which ends with the first mark of an end. */
    MYSQL(true, true, true);

    final boolean backslashEscapes;
    final boolean doubleQuotedStrings;
    /** Whether comments are known not to nest. */
    final boolean flatComments;

    SqlDialect(boolean backslashEscapes, boolean doubleQuotedStrings, boolean flatComments) {
        this.backslashEscapes = backslashEscapes;
        this.doubleQuotedStrings = doubleQuotedStrings;
        this.flatComments = flatComments;
    }

    /** The dialect of a system as the conventions name it (db.system.name); null is allowed. */
    public static SqlDialect of(String system) {
        if (system == null) {
            return STANDARD;
        }
        switch (system) {
            case "mysql":
            case "mariadb":
            case "gcp.spanner":
            case "hive":
            case "databricks":
                return MYSQL;
            case "microsoft.sql_server":
            case "sqlite":
                return BRACKETS;
            case "oracle.db":
                return ORACLE;
            case "clickhouse":
            case "snowflake":
                return BACKSLASH;
            default:
                return STANDARD;
        }
    }
}

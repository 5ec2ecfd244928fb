package io.obsagent.telemetry.sql;

/** How a database system writes literals. A wrong guess would show a part of a literal, so it is not guessed. */
public enum SqlDialect {
    /** Double quotes are for names, a backslash is a character. */
    STANDARD(false, false),
    /** As the standard, with names in brackets too: a quote within them begins no string. */
    BRACKETS(false, false),
    /** Double quotes are for names, a backslash escapes. */
    BACKSLASH(true, false),
    /** Double quotes are for strings, a backslash escapes, # begins a comment. */
    MYSQL(true, true);

    final boolean backslashEscapes;
    final boolean doubleQuotedStrings;

    SqlDialect(boolean backslashEscapes, boolean doubleQuotedStrings) {
        this.backslashEscapes = backslashEscapes;
        this.doubleQuotedStrings = doubleQuotedStrings;
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
            case "clickhouse":
            case "snowflake":
                return BACKSLASH;
            default:
                return STANDARD;
        }
    }
}

package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.DbTarget;

/**
 * Reads a JDBC URL as far as the telemetry needs it. Each driver has a syntax of its own; what is not understood is left
 * out. User, password and options are skipped, never kept.
 */
final class JdbcUrl {

    static final String OTHER_SQL = "other_sql";

    /** Drivers that stand before another one and whose URL contains the other's. */
    private static final String[] WRAPPERS = {"p6spy:", "log4jdbc:", "otel:", "tracing:", "aws-wrapper:", "tc:"};

    /** Subprotocol, {@code db.system.name}, default port. */
    private static final String[][] SYSTEMS = {
        {"postgresql", "postgresql", "5432"},
        {"pgsql", "postgresql", "5432"},
        {"mysql", "mysql", "3306"},
        {"mariadb", "mariadb", "3306"},
        {"oracle", "oracle.db", "1521"},
        {"sqlserver", "microsoft.sql_server", "1433"},
        {"jtds", "microsoft.sql_server", "1433"},
        {"h2", "h2database", "9092"},
        {"hsqldb", "hsqldb", "9001"},
        {"derby", "derby", "1527"},
        {"sqlite", "sqlite", "-1"},
        {"db2", "ibm.db2", "50000"},
        {"informix-sqli", "ibm.informix", "-1"},
        {"redshift", "aws.redshift", "5439"},
        {"clickhouse", "clickhouse", "8123"},
        {"ch", "clickhouse", "8123"},
        {"sap", "sap.hana", "-1"},
        {"teradata", "teradata", "1025"},
        {"trino", "trino", "8080"},
        {"hive2", "hive", "10000"},
        {"firebirdsql", "firebirdsql", "3050"},
        {"cloudspanner", "gcp.spanner", "-1"},
    };

    private final String subprotocol;
    private final String system;
    private final int defaultPort;

    /** What follows the subprotocol. */
    private final String rest;

    private String namespace;
    private String host;
    private int port = -1;

    private JdbcUrl(String subprotocol, String rest) {
        this.subprotocol = subprotocol;
        this.rest = rest;
        String[] known = {subprotocol, OTHER_SQL, "-1"};
        for (String[] each : SYSTEMS) {
            if (each[0].equals(subprotocol)) {
                known = each;
                break;
            }
        }
        system = known[1];
        defaultPort = Integer.parseInt(known[2]);
    }

    /** The database that a URL names; at least its system, {@code other_sql} when that is not known either. */
    static DbTarget parse(String url) {
        String rest = url.startsWith("jdbc:") ? url.substring(5) : url;
        for (int i = 0; i < WRAPPERS.length; i++) {
            if (rest.startsWith(WRAPPERS[i])) {
                rest = rest.substring(WRAPPERS[i].length());
                i = -1;
            }
        }
        int colon = rest.indexOf(':');
        if (colon < 0) {
            return Database.UNKNOWN;
        }
        JdbcUrl parsed = new JdbcUrl(rest.substring(0, colon), rest.substring(colon + 1));
        parsed.read();
        return new DbTarget(parsed.system, parsed.namespace, parsed.host, parsed.port);
    }

    private void read() {
        int slashes = rest.indexOf("//");
        if (system.equals("oracle.db")) {
            readOracle();
        } else if (slashes >= 0 && slashes < end(rest, 0, "?;")) {
            readServer(rest.substring(slashes + 2));
        } else if (subprotocol.equals("postgresql") || subprotocol.equals("mysql")) {
            host = "localhost";
            port = defaultPort;
            namespace = database(rest);
        } else if (!system.equals(OTHER_SQL)) {
            namespace = database(rest);
        }
    }

    /** {@code [user[:password]@]host[:port][,host...][/database][?options]}, with options behind a semicolon for some. */
    private void readServer(String server) {
        int authorityEnd = end(server, 0, "/?;");
        readAuthority(server.substring(0, authorityEnd));
        String path = authorityEnd < server.length() && server.charAt(authorityEnd) == '/'
                ? server.substring(authorityEnd + 1)
                : "";
        namespace = database(path);
        if (system.equals("microsoft.sql_server")) {
            readSqlServer(server);
        }
    }

    private void readAuthority(String authority) {
        String first = authority.substring(authority.lastIndexOf('@') + 1);
        String named = option(first, "host", "(),");
        if (named != null) {
            host = named;
            port = number(option(first, "port", "(),"));
            return;
        }
        readHostAndPort(first.substring(0, end(first, 0, ",")));
    }

    private void readHostAndPort(String text) {
        int colon = text.indexOf(':', Math.max(0, text.indexOf(']')));
        String name = colon < 0 ? text : text.substring(0, colon);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        host = name.isEmpty() ? "localhost" : name;
        port = number(colon < 0 ? null : text.substring(colon + 1));
    }

    /** {@code host[\instance][:port];databaseName=...}; the instance comes before the database in its namespace. */
    private void readSqlServer(String server) {
        String instance = option(server, "instance", ";");
        int backslash = host.indexOf('\\');
        if (backslash >= 0) {
            instance = host.substring(backslash + 1);
            host = host.substring(0, backslash);
        } else if (option(server, "instancename", ";") != null) {
            instance = option(server, "instancename", ";");
        }
        String database = option(server, "databasename", ";");
        if (database == null) {
            database = option(server, "database", ";");
        }
        if (database == null) {
            database = namespace;
        }
        namespace = instance == null || database == null ? database : instance + '|' + database;
    }

    /** {@code thin:[user/password]@[//]host:port/service}, {@code @host:port:sid}, {@code @(DESCRIPTION=...)}. */
    private void readOracle() {
        String address = rest.substring(rest.lastIndexOf('@') + 1);
        if (address.startsWith("(")) {
            host = option(address, "host", "()");
            port = number(option(address, "port", "()"));
            namespace = option(address, "service_name", "()");
            if (namespace == null) {
                namespace = option(address, "sid", "()");
            }
            return;
        }
        int slashes = address.indexOf("//");
        if (end(address, 0, ":/") == address.length()) {
            return; // a name from tnsnames.ora
        }
        String server = address.substring(slashes < 0 ? 0 : slashes + 2);
        int hostEnd = end(server, 0, ":/?");
        int portEnd = end(server, Math.min(server.length(), hostEnd + 1), ":/?");
        boolean hasPort = hostEnd < server.length() && server.charAt(hostEnd) == ':';
        readHostAndPort(server.substring(0, hasPort ? portEnd : hostEnd));
        int nameStart = (hasPort ? portEnd : hostEnd) + 1;
        if (nameStart < server.length()) {
            namespace = server.substring(nameStart, end(server, nameStart, ":/?"));
        }
    }

    /** The name of the database: the path without options and without the prefix that says where it is stored. */
    private String database(String path) {
        String name = path.substring(0, end(path, 0, system.equals("ibm.db2") ? "?;:" : "?;"));
        if (system.equals("h2database") || system.equals("hsqldb") || system.equals("derby")) {
            int kind = name.indexOf(':');
            // not the drive letter of C:/data
            name = kind > 1 ? name.substring(kind + 1) : name;
        }
        return name.isEmpty() ? null : name;
    }

    private int number(String text) {
        if (text == null) {
            return defaultPort;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return defaultPort;
        }
    }

    /** The value of {@code key=value} between delimiters; keys are compared without regard to case. */
    private static String option(String text, String key, String delimiters) {
        for (int start = 0; start < text.length(); start++) {
            int stop = end(text, start, delimiters);
            int equals = text.indexOf('=', start);
            if (equals > 0
                    && equals < stop
                    && text.substring(start, equals).trim().equalsIgnoreCase(key)) {
                String value = text.substring(equals + 1, stop).trim();
                return value.isEmpty() ? null : value;
            }
            start = stop;
        }
        return null;
    }

    /** The index of the first of some characters, or the text's length. */
    private static int end(String text, int from, String anyOf) {
        for (int i = from; i < text.length(); i++) {
            if (anyOf.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}

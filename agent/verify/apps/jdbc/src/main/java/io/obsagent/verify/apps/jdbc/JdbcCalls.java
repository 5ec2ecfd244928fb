package io.obsagent.verify.apps.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/**
 * Calls a database in every way that JDBC knows and prints what came back. Arguments: URL, user, password, {@code direct}
 * or a {@link Pool}, and the call of a function of the database with a text, {@code {? = call upper(?)}}, none if it has no
 * functions to call. Stays after the line {@code done}, and with a pool one thread then waits for a second connection.
 */
public final class JdbcCalls {

    private static final String BY_ID = "select name from item where id = ?";

    /** Whether to leave out what the driver lacks: generated keys, meta data, savepoints. */
    private static final boolean BASIC = Boolean.getBoolean("basic");

    /** The column whose keys are wanted, in the ways in which the driver lets it be told: its name, its number. */
    private static final String[] KEY_COLUMNS =
            System.getProperty("keyColumns", "").split(",");

    /** Stays reachable, and a connection of it lent, as long as the application runs. */
    private static DataSource pool;

    private final String call;

    private JdbcCalls(String call) {
        this.call = call;
    }

    public static void main(String[] args) throws Exception {
        JdbcCalls calls = new JdbcCalls(args.length > 4 ? args[4] : null);
        if (!args[3].equals("direct")) {
            pool = Pool.valueOf(args[3]).open(args[0], args[1], args[2]);
            try (Connection connection = pool.getConnection()) {
                createTable(connection);
                calls.callStatements(connection);
            }
            try (Connection lentAgain = pool.getConnection()) {
                callTransactions(lentAgain);
            }
            pool.getConnection();
            new Thread(JdbcCalls::waitForConnection, "waiting").start();
        } else {
            try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2])) {
                createTable(connection);
                calls.callStatements(connection);
                callTransactions(connection);
            }
        }
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    /** The only one is lent for as long as the application runs. */
    private static void waitForConnection() {
        try {
            pool.getConnection();
        } catch (SQLException never) {
            throw new IllegalStateException(never);
        }
    }

    private static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            print("create", statement.execute("create table item (id integer not null primary key, name varchar(40))"));
        }
    }

    private void callStatements(Connection connection) throws SQLException {
        callPrepared(connection);
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("insert into item (id, name) values (6, 'six')");
            statement.addBatch("update item set name = 'SIX' where id = 6");
            print("mixed batch", Arrays.toString(statement.executeBatch()));
            print("large update", largeUpdate(statement, "update item set name = 'Five' where id = 5"));
            try (ResultSet rows =
                    statement.executeQuery("select name from item where id > 4 and name <> 'x' order by id")) {
                while (rows.next()) {
                    print("row", rows.getString(1));
                }
            }
            print("delete", statement.execute("delete from item where id in (3, 4)"));
        }
        if (call != null) {
            callFunction(connection);
        }
        if (!BASIC) {
            callWithKeys(connection);
            for (String column : KEY_COLUMNS) {
                callWithKeyColumn(connection, column);
            }
        }
        print("valid", isValid(connection));
        if (!BASIC) {
            askForMetaData(connection);
        }
        fail(connection);
    }

    /** A driver without functions that return a parameter has a result of one row. */
    private void callFunction(Connection connection) throws SQLException {
        try (CallableStatement statement = connection.prepareCall(call)) {
            boolean returnsParameter = call.startsWith("{?");
            if (returnsParameter) {
                statement.registerOutParameter(1, Types.VARCHAR);
            }
            statement.setString(returnsParameter ? 2 : 1, "shout");
            print("call", statement.execute());
            if (returnsParameter) {
                print("called", statement.getString(1));
            } else {
                try (ResultSet result = statement.getResultSet()) {
                    result.next();
                    print("called", result.getString(1));
                }
            }
        }
    }

    private static void callPrepared(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into item (id, name) values (?, ?)")) {
            insert.setInt(1, 1);
            insert.setString(2, "one");
            print("insert", insert.executeUpdate());
            insert.setInt(1, 2);
            print("insert again", insert.executeUpdate());
            for (int id = 3; id < 6; id++) {
                insert.setInt(1, id);
                insert.setString(2, "many");
                insert.addBatch();
            }
            print("batch", Arrays.toString(insert.executeBatch()));
            print("empty batch", emptyBatch(insert));
            for (int id = 8; id < 10; id++) {
                insert.setInt(1, id);
                insert.setString(2, "large");
                insert.addBatch();
            }
            print("large batch", largeBatch(insert));
            insert.setInt(1, 7);
            insert.setString(2, "never");
            insert.addBatch();
            insert.clearBatch();
            print("cleared batch", emptyBatch(insert));
        }
    }

    /** HSQLDB refuses one. */
    private static String emptyBatch(Statement statement) {
        try {
            return Arrays.toString(statement.executeBatch());
        } catch (SQLException refused) {
            return String.valueOf(refused);
        }
    }

    /** Drivers and pools from before JDBC 4.2 know no large updates. */
    private static long largeUpdate(Statement statement, String sql) throws SQLException {
        try {
            return statement.executeLargeUpdate(sql);
        } catch (SQLFeatureNotSupportedException | UnsupportedOperationException | AbstractMethodError tooOld) {
            return statement.executeUpdate(sql);
        }
    }

    private static String largeBatch(Statement statement) throws SQLException {
        try {
            return Arrays.toString(statement.executeLargeBatch());
        } catch (SQLFeatureNotSupportedException | UnsupportedOperationException | AbstractMethodError tooOld) {
            return Arrays.toString(statement.executeBatch());
        }
    }

    private static void callWithKeys(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into item (id, name) values (?, ?)", Statement.RETURN_GENERATED_KEYS)) {
            insertForKeys(insert, 10);
        }
        try (Statement statement = connection.createStatement()) {
            print(
                    "insert for keys",
                    statement.executeUpdate(
                            "insert into item (id, name) values (11, 'eleven')", Statement.RETURN_GENERATED_KEYS));
            print("keys", keys(statement));
        }
    }

    private static void callWithKeyColumn(Connection connection, String column) throws SQLException {
        String prepared = "insert into item (id, name) values (?, ?)";
        try (Statement statement = connection.createStatement()) {
            if (column.equals("1")) {
                int[] indexes = {1};
                try (PreparedStatement insert = connection.prepareStatement(prepared, indexes)) {
                    insertForKeys(insert, 12);
                }
                statement.executeUpdate("insert into item (id, name) values (13, 'index')", indexes);
                print("keys by index", keys(statement));
            } else if (!column.isEmpty()) {
                String[] names = {column};
                try (PreparedStatement insert = connection.prepareStatement(prepared, names)) {
                    insertForKeys(insert, 14);
                }
                statement.execute("insert into item (id, name) values (15, 'name')", names);
                print("keys by name", keys(statement));
            }
        }
    }

    private static void insertForKeys(PreparedStatement insert, int id) throws SQLException {
        insert.setInt(1, id);
        insert.setString(2, "prepared");
        print("insert for keys", insert.executeUpdate());
        print("keys", keys(insert));
    }

    /** The table has none that the database makes: what comes back is the driver's business. */
    private static String keys(Statement statement) {
        try (ResultSet keys = statement.getGeneratedKeys()) {
            return keys == null ? "null" : String.valueOf(keys.next());
        } catch (SQLException none) {
            return none.getClass().getName();
        }
    }

    private static void askForMetaData(Connection connection) throws SQLException {
        print("isolation", connection.getTransactionIsolation());
        if (pool == null) { // Agroal 1.1 would set it back to a level that does not exist
            connection.setTransactionIsolation(connection.getTransactionIsolation());
        }
        DatabaseMetaData metaData = connection.getMetaData();
        String table = null;
        try (ResultSet tables = metaData.getTables(connection.getCatalog(), null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME");
                table = name.equalsIgnoreCase("item") ? name : table;
            }
        }
        print("table", table);
        try (ResultSet columns = metaData.getColumns(connection.getCatalog(), null, table, "%")) {
            while (columns.next()) {
                print("column", columns.getString("COLUMN_NAME"));
            }
        }
        try (ResultSet types = metaData.getTableTypes()) {
            print("table types", types.next());
        }
        try (ResultSet types = metaData.getTypeInfo()) {
            print("types", types.next());
        }
        print("user", metaData.getUserName());
    }

    /** Drivers and pools from before JDBC 4.0 do not know this either. */
    private static Object isValid(Connection connection) throws SQLException {
        try {
            return connection.isValid(5);
        } catch (SQLFeatureNotSupportedException | AbstractMethodError tooOld) {
            return "not supported";
        }
    }

    private static void fail(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        try {
            statement.executeQuery("select secret from missing where id = 42");
        } catch (SQLException expected) {
            print(
                    "failed",
                    expected.getClass().getName() + " " + expected.getSQLState() + " " + expected.getErrorCode());
        }
        statement.close();
    }

    private static void callTransactions(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement update = connection.prepareStatement("update item set name = ? where id = ?")) {
            update.setString(1, "ONE");
            update.setInt(2, 1);
            print("update", update.executeUpdate());
            connection.commit();
            update.setString(1, "lost");
            print("update again", update.executeUpdate());
            connection.rollback();
            if (!BASIC) {
                Savepoint savepoint = connection.setSavepoint("here");
                print("update once more", update.executeUpdate());
                connection.rollback(savepoint);
                connection.releaseSavepoint(connection.setSavepoint("there"));
            }
        }
        try (PreparedStatement select = connection.prepareStatement(BY_ID)) {
            select.setInt(1, 1);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                print("name", rows.getString(1));
            }
            print("unwrapped", unwrapped(select).execute());
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** The driver's own statement behind a pool's; the statement itself where one of them is from before JDBC 4.0. */
    private static PreparedStatement unwrapped(PreparedStatement statement) {
        try {
            Connection connection = statement.getConnection().unwrap(Connection.class);
            try (PreparedStatement drivers = connection.prepareStatement(BY_ID)) {
                return statement.unwrap(drivers.getClass());
            }
        } catch (SQLException | RuntimeException | AbstractMethodError tooOld) {
            return statement;
        }
    }

    private static void print(String what, Object result) {
        System.out.println(what + ": " + result);
    }
}

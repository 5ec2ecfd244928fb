package io.obsagent.verify.apps.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/**
 * Calls a database in every way that JDBC knows and prints what came back. Arguments: URL, user, password, and
 * {@code direct} or a {@link Pool}. Stays after the line {@code done}.
 */
public final class JdbcCalls {

    private JdbcCalls() {}

    public static void main(String[] args) throws Exception {
        if (!args[3].equals("direct")) {
            DataSource pool = Pool.valueOf(args[3]).open(args[0], args[1], args[2]);
            try (Connection connection = pool.getConnection()) {
                createTable(connection);
                callStatements(connection);
            }
            try (Connection lentAgain = pool.getConnection()) {
                callTransactions(lentAgain);
            }
        } else {
            try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2])) {
                createTable(connection);
                callStatements(connection);
                callTransactions(connection);
            }
        }
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    private static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            print("create", statement.execute("create table item (id integer primary key, name varchar(40))"));
        }
    }

    private static void callStatements(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into item (id, name) values (?, ?)")) {
            insert.setInt(1, 1);
            insert.setString(2, "one");
            print("insert", insert.executeUpdate());
            insert.setInt(1, 2);
            print("insert again", insert.executeUpdate());
            for (int id = 3; id < 6; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            print("batch", Arrays.toString(insert.executeBatch()));
            print("empty batch", Arrays.toString(insert.executeBatch()));
            insert.addBatch();
            insert.clearBatch();
            print("cleared batch", Arrays.toString(insert.executeBatch()));
        }
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
        try (CallableStatement call = connection.prepareCall("{? = call upper(?)}")) {
            call.registerOutParameter(1, Types.VARCHAR);
            call.setString(2, "shout");
            call.execute();
            print("call", call.getString(1));
        }
        print("valid", connection.isValid(5));
        fail(connection);
    }

    /** Drivers and pools from before JDBC 4.2 know no large updates. */
    private static long largeUpdate(Statement statement, String sql) throws SQLException {
        try {
            return statement.executeLargeUpdate(sql);
        } catch (SQLFeatureNotSupportedException | UnsupportedOperationException | AbstractMethodError tooOld) {
            return statement.executeUpdate(sql);
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
        }
        try (PreparedStatement select = connection.prepareStatement("select name from item where id = ?")) {
            select.setInt(1, 1);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                print("name", rows.getString(1));
            }
            print("unwrapped", select.unwrap(driversStatement(select)).execute());
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** The driver's own class, which a pool's statement leads to. */
    private static Class<? extends PreparedStatement> driversStatement(PreparedStatement statement)
            throws SQLException {
        Connection connection = statement.getConnection().unwrap(Connection.class);
        try (PreparedStatement other = connection.prepareStatement("select 1")) {
            return other.getClass();
        }
    }

    private static void print(String what, Object result) {
        System.out.println(what + ": " + result);
    }
}

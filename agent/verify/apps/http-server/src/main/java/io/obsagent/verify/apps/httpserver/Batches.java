package io.obsagent.verify.apps.httpserver;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** One statement that collects calls over several requests; for a class path with H2. */
final class Batches {

    private static PreparedStatement insert;

    private Batches() {}

    static synchronized String add() throws IOException {
        try {
            if (insert == null) {
                Connection connection = DriverManager.getConnection("jdbc:h2:mem:live");
                connection.createStatement().execute("CREATE TABLE item (id INT)");
                insert = connection.prepareStatement("INSERT INTO item VALUES (?)");
            }
            insert.setInt(1, 1);
            insert.addBatch();
            return "added";
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    static synchronized String execute() throws IOException {
        try {
            return "executed " + insert.executeBatch().length;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}

package io.obsagent.verify.apps.scheduling;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Where jobs leave a trace. */
final class Database {

    private static final String URL = "jdbc:h2:mem:jobs;DB_CLOSE_DELAY=-1";

    private Database() {}

    static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

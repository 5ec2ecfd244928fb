package shop.notification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The table {@code processed_events}: Kafka delivers a record at least once, here it counts once. */
final class ProcessedEvents {
    private final DataSource dataSource;

    ProcessedEvents(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Remembers a change, in a transaction of its own.
     *
     * @return whether it is new
     */
    boolean add(StatusChange change) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO processed_events (event_id, order_id, status) VALUES (?, ?, ?)"
                                + " ON CONFLICT (event_id) DO NOTHING")) {
            statement.setObject(1, change.eventId);
            statement.setLong(2, change.orderId);
            statement.setString(3, change.status.name());
            return statement.executeUpdate() == 1;
        }
    }
}

package shop.loms;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import shop.loms.v1.OrderStatusChanged;

/** The table {@code outbox}: status changes that are published after the transaction that made them. */
final class Outbox {
    /** A status change that is not published yet; the payload is an {@link OrderStatusChanged}. */
    static final class Entry {
        final long id;
        final byte[] payload;

        Entry(long id, byte[] payload) {
            this.id = id;
            this.payload = payload;
        }
    }

    private Outbox() {}

    static void add(Connection connection, OrderStatusChanged change) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO outbox (order_id, payload) VALUES (?, ?)")) {
            statement.setLong(1, change.getOrderId());
            statement.setBytes(2, change.toByteArray());
            statement.executeUpdate();
        }
    }

    /**
     * Locks the unpublished changes of an order, the oldest first. Who comes second, in this copy of the service or in
     * another, waits, and then finds those that the first has not published: so changes keep their order.
     */
    static List<Entry> lockPending(Connection connection, long orderId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT id, payload FROM outbox WHERE order_id = ? AND sent_at IS NULL ORDER BY id FOR UPDATE")) {
            statement.setLong(1, orderId);
            try (ResultSet rows = statement.executeQuery()) {
                List<Entry> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(new Entry(rows.getLong(1), rows.getBytes(2)));
                }
                return entries;
            }
        }
    }

    static void markSent(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE outbox SET sent_at = now() WHERE id = ?")) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    /** Orders with changes that are unpublished for longer, at most {@code limit} of them. */
    static List<Long> leftOver(Connection connection, Duration longerThan, int limit) throws SQLException {
        String sql =
                "SELECT order_id FROM outbox WHERE sent_at IS NULL AND created_at < now() - make_interval(secs => ?)"
                        + " GROUP BY order_id ORDER BY min(id) LIMIT ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setDouble(1, longerThan.toMillis() / 1000.0);
            statement.setInt(2, limit);
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> orderIds = new ArrayList<>();
                while (rows.next()) {
                    orderIds.add(rows.getLong(1));
                }
                return orderIds;
            }
        }
    }
}

package shop.loms;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shop.loms.v1.Item;
import shop.loms.v1.OrderStatus;

/** The tables {@code orders} and {@code order_items}. */
final class Orders {
    private static final String STATUS_PREFIX = "ORDER_STATUS_";

    private Orders() {}

    /** Writes an order with status NEW. */
    static Order insert(Connection connection, long userId, List<Item> items) throws SQLException {
        Order order;
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO orders (user_id, status) VALUES (?, 'NEW') RETURNING id")) {
            statement.setLong(1, userId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                order = new Order(row.getLong(1), userId, OrderStatus.ORDER_STATUS_NEW);
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO order_items (order_id, sku, count) VALUES (?, ?, ?)")) {
            for (Item item : items) {
                statement.setLong(1, order.id);
                statement.setInt(2, item.getSku());
                statement.setInt(3, item.getCount());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        return order;
    }

    static Optional<Order> find(Connection connection, long id) throws SQLException {
        return selectById(connection, "SELECT id, user_id, status FROM orders WHERE id = ?", id);
    }

    /** Keeps other transactions from changing the order until this one ends. */
    static Optional<Order> lock(Connection connection, long id) throws SQLException {
        return selectById(connection, "SELECT id, user_id, status FROM orders WHERE id = ? FOR UPDATE", id);
    }

    /** Locks the oldest order that has awaited its payment for longer; passes over those that another copy works on. */
    static Optional<Order> lockUnpaid(Connection connection, Duration longerThan) throws SQLException {
        String sql = "SELECT id, user_id, status FROM orders"
                + " WHERE status = 'AWAITING_PAYMENT' AND created_at < now() - make_interval(secs => ?)"
                + " ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setDouble(1, longerThan.toMillis() / 1000.0);
            return read(statement);
        }
    }

    /** The items of an order, by sku. */
    static List<Item> items(Connection connection, long orderId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT sku, count FROM order_items WHERE order_id = ? ORDER BY sku")) {
            statement.setLong(1, orderId);
            try (ResultSet rows = statement.executeQuery()) {
                List<Item> items = new ArrayList<>();
                while (rows.next()) {
                    items.add(Item.newBuilder()
                            .setSku(rows.getInt(1))
                            .setCount(rows.getInt(2))
                            .build());
                }
                return items;
            }
        }
    }

    static void setStatus(Connection connection, long id, OrderStatus status) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE orders SET status = ? WHERE id = ?")) {
            statement.setString(1, status.name().substring(STATUS_PREFIX.length()));
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    private static Optional<Order> selectById(Connection connection, String sql, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            return read(statement);
        }
    }

    private static Optional<Order> read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Order(
                            row.getLong(1), row.getLong(2), OrderStatus.valueOf(STATUS_PREFIX + row.getString(3))))
                    : Optional.empty();
        }
    }
}

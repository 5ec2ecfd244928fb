package shop.cart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** The carts in the database. Every method throws {@link UnavailableException} when the database fails. */
final class CartRepository {
    private static final String SELECT = "select sku, count from cart_item where user_id = ? order by sku";
    private static final String ADD = "insert into cart_item (user_id, sku, count) values (?, ?, ?)"
            + " on conflict (user_id, sku) do update set count = cart_item.count + excluded.count";
    private static final String REMOVE = "delete from cart_item where user_id = ? and sku = ?";
    private static final String CLEAR = "delete from cart_item where user_id = ?";

    private final DataSource dataSource;

    CartRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A user's items, ordered by sku; empty if there is no cart. */
    List<CartItem> items(long userId) {
        return inDatabase(connection -> select(connection, SELECT, userId));
    }

    /** Puts more pieces of a product into a cart. */
    void add(long userId, CartItem item) {
        inDatabase(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ADD)) {
                statement.setLong(1, userId);
                statement.setInt(2, item.sku);
                statement.setInt(3, item.count);
                return statement.executeUpdate();
            }
        });
    }

    /** Takes a product out of a cart, where it is in. */
    void remove(long userId, int sku) {
        inDatabase(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
                statement.setLong(1, userId);
                statement.setInt(2, sku);
                return statement.executeUpdate();
            }
        });
    }

    /** Empties a cart. */
    void clear(long userId) {
        inDatabase(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(CLEAR)) {
                statement.setLong(1, userId);
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Orders exactly the given items and takes them out of the cart. The cart stays locked while the order is made, so
     * two check-outs at once cannot order the same items twice, and what is added meanwhile is not lost.
     *
     * @param items what the user was told the price of
     * @param order makes the order and returns its id; when it throws, the cart stays as it was
     * @throws RefusedException if the cart holds something else by now
     */
    long takeOut(long userId, List<CartItem> items, LongSupplier order) {
        return inDatabase(connection -> {
            connection.setAutoCommit(false);
            try {
                if (!select(connection, SELECT + " for update", userId).equals(items)) {
                    throw new RefusedException(RefusedException.Reason.CONFLICT, "the cart changed meanwhile");
                }
                long orderId = order.getAsLong();
                removeAll(connection, userId, items);
                connection.commit();
                return orderId;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        });
    }

    private static List<CartItem> select(Connection connection, String sql, long userId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, userId);
            try (ResultSet rows = statement.executeQuery()) {
                List<CartItem> items = new ArrayList<>();
                while (rows.next()) {
                    items.add(new CartItem(rows.getInt("sku"), rows.getInt("count")));
                }
                return items;
            }
        }
    }

    private static void removeAll(Connection connection, long userId, List<CartItem> items) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
            for (CartItem item : items) {
                statement.setLong(1, userId);
                statement.setInt(2, item.sku);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private <T> T inDatabase(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new UnavailableException("the database failed", e);
        }
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}

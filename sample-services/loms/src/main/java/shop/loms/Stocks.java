package shop.loms;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import shop.loms.v1.Item;

/**
 * The table {@code stocks}: per sku how many there are, and how many of them are reserved for orders. Rows are always
 * locked in the order of their sku, so that transactions wait for one another but never in a circle.
 */
final class Stocks {
    private Stocks() {}

    /** How many can still be reserved; empty for an unknown sku. */
    static OptionalInt available(Connection connection, int sku) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT total - reserved FROM stocks WHERE sku = ?")) {
            statement.setInt(1, sku);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
            }
        }
    }

    /**
     * Reserves all items or none.
     *
     * @return the first item that is not in stock in that number; empty if all are reserved
     */
    static Optional<Item> reserve(Connection connection, List<Item> items) throws SQLException {
        Map<Integer, Integer> available = lock(connection, items);
        for (Item item : items) {
            if (available.getOrDefault(item.getSku(), 0) < item.getCount()) {
                return Optional.of(item);
            }
        }
        change(connection, items, 1, 0);
        return Optional.empty();
    }

    /** Frees what was reserved. */
    static void release(Connection connection, List<Item> items) throws SQLException {
        change(connection, items, -1, 0);
    }

    /** Takes what was reserved out of the stock. */
    static void remove(Connection connection, List<Item> items) throws SQLException {
        change(connection, items, -1, -1);
    }

    private static Map<Integer, Integer> lock(Connection connection, List<Item> items) throws SQLException {
        Array skus = connection.createArrayOf(
                "integer", items.stream().map(Item::getSku).toArray());
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT sku, total - reserved FROM stocks WHERE sku = ANY (?) ORDER BY sku FOR UPDATE")) {
            statement.setArray(1, skus);
            try (ResultSet rows = statement.executeQuery()) {
                Map<Integer, Integer> available = new HashMap<>();
                while (rows.next()) {
                    available.put(rows.getInt(1), rows.getInt(2));
                }
                return available;
            }
        }
    }

    private static void change(Connection connection, List<Item> items, int reservedSign, int totalSign)
            throws SQLException {
        List<Item> bySku = new ArrayList<>(items);
        bySku.sort(Comparator.comparingInt(Item::getSku));
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE stocks SET reserved = reserved + ?, total = total + ? WHERE sku = ?")) {
            for (Item item : bySku) {
                statement.setInt(1, reservedSign * item.getCount());
                statement.setInt(2, totalSign * item.getCount());
                statement.setInt(3, item.getSku());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}

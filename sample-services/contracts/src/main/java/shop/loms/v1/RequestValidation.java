package shop.loms.v1;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the requests of {@code loms.proto} may hold. The server checks every request, a client may check before it sends.
 * All methods throw {@link InvalidRequestException} at the first field that is wrong.
 */
public final class RequestValidation {
    /** The most items of one order. */
    public static final int MAX_ITEMS = 100;

    /** The most pieces of one item. */
    public static final int MAX_COUNT = 1000;

    private RequestValidation() {}

    public static void check(OrderCreateRequest request) {
        checkPositive("user_id", request.getUserId());
        checkItems(request.getItemsList());
    }

    public static void check(OrderInfoRequest request) {
        checkPositive("order_id", request.getOrderId());
    }

    public static void check(OrderPayRequest request) {
        checkPositive("order_id", request.getOrderId());
    }

    public static void check(OrderCancelRequest request) {
        checkPositive("order_id", request.getOrderId());
    }

    public static void check(StocksInfoRequest request) {
        checkSku("sku", request.getSku());
    }

    private static void checkItems(List<Item> items) {
        if (items.isEmpty() || items.size() > MAX_ITEMS) {
            throw new InvalidRequestException("items must hold 1 to " + MAX_ITEMS + " entries, holds " + items.size());
        }
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            String field = "items[" + i + "]";
            checkSku(field + ".sku", item.getSku());
            if (!seen.add(item.getSku())) {
                throw new InvalidRequestException(field + ".sku " + item.getSku() + " stands in the order twice");
            }
            checkCount(field + ".count", item.getCount());
        }
    }

    private static void checkPositive(String field, long value) {
        if (value <= 0) {
            throw new InvalidRequestException(field + " must be positive, is " + value);
        }
    }

    // sku and count are uint32: Java shows what is above Integer.MAX_VALUE as negative
    private static void checkSku(String field, int value) {
        if (value <= 0) {
            throw new InvalidRequestException(
                    field + " must be 1 to " + Integer.MAX_VALUE + ", is " + Integer.toUnsignedString(value));
        }
    }

    private static void checkCount(String field, int value) {
        if (value <= 0 || value > MAX_COUNT) {
            throw new InvalidRequestException(
                    field + " must be 1 to " + MAX_COUNT + ", is " + Integer.toUnsignedString(value));
        }
    }
}

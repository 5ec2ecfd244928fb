package shop.loms;

import shop.loms.v1.OrderStatus;

/** A row of {@code orders}. */
final class Order {
    final long id;
    final long userId;
    final OrderStatus status;

    Order(long id, long userId, OrderStatus status) {
        this.id = id;
        this.userId = userId;
        this.status = status;
    }
}

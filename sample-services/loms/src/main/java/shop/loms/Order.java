package shop.loms;

import shop.loms.v1.OrderStatus;

/** A row of {@code orders}. */
record Order(long id, long userId, OrderStatus status) {}

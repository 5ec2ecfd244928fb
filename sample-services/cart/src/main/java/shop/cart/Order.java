package shop.cart;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a cart that was checked out. Written as JSON. */
final class Order {
    @JsonProperty
    final long orderId;

    /** In cents. */
    @JsonProperty
    final long total;

    Order(long orderId, long total) {
        this.orderId = orderId;
        this.total = total;
    }
}

package shop.cart;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A cart as its user sees it: with names and prices. Written as JSON. */
final class CartContents {
    /** Ordered by sku. */
    @JsonProperty
    final List<Line> items;

    /** In cents. */
    @JsonProperty
    final long total;

    /**
     * Puts names and prices to the items of a cart.
     *
     * @param products has every sku of {@code items}
     */
    CartContents(List<CartItem> items, Map<Integer, Product> products) {
        List<Line> lines = new ArrayList<>(items.size());
        long sum = 0;
        for (CartItem item : items) {
            Product product = products.get(item.sku);
            lines.add(new Line(item, product));
            sum += (long) item.count * product.price;
        }
        this.items = Collections.unmodifiableList(lines);
        this.total = sum;
    }

    static final class Line {
        @JsonProperty
        final int sku;

        @JsonProperty
        final String name;

        @JsonProperty
        final int count;

        /** Of one piece, in cents. */
        @JsonProperty
        final int price;

        Line(CartItem item, Product product) {
            this.sku = item.sku;
            this.name = product.name;
            this.count = item.count;
            this.price = product.price;
        }
    }
}

package shop.cart;

import java.util.Objects;

/** So many pieces of a product in a user's cart. */
final class CartItem {
    final int sku;
    final int count;

    CartItem(int sku, int count) {
        this.sku = sku;
        this.count = count;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CartItem && ((CartItem) other).sku == sku && ((CartItem) other).count == count;
    }

    @Override
    public int hashCode() {
        return Objects.hash(sku, count);
    }

    @Override
    public String toString() {
        return count + " of " + sku;
    }
}

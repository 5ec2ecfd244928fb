package shop.cart;

import java.util.Optional;

/** Stands before another {@link Products} and lets through only as many calls as the rate limit permits. */
final class RateLimitedProducts implements Products {
    private final Products products;
    private final SharedRateLimit limit;

    RateLimitedProducts(Products products, SharedRateLimit limit) {
        this.products = products;
        this.limit = limit;
    }

    @Override
    public Optional<Product> find(int sku) throws InterruptedException {
        limit.acquire();
        return products.find(sku);
    }
}

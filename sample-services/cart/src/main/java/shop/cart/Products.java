package shop.cart;

import java.util.Optional;

/** The catalogue of the shop. Implementations may be called from several threads. */
interface Products {
    /**
     * Looks a product up.
     *
     * @return empty if the shop does not sell it
     * @throws UnavailableException if it cannot be told
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    Optional<Product> find(int sku) throws InterruptedException;
}

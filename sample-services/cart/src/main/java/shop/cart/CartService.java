package shop.cart;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shop.loms.v1.RequestValidation;

/**
 * What a user can do with a cart. Every method throws {@link RefusedException} for what cannot be done, and
 * {@link UnavailableException} when a neighbour fails.
 */
final class CartService {
    private static final Logger log = LoggerFactory.getLogger(CartService.class);

    private final CartRepository carts;
    private final ProductWorkers products;
    private final LomsClient loms;

    CartService(CartRepository carts, ProductWorkers products, LomsClient loms) {
        this.carts = carts;
        this.products = products;
        this.loms = loms;
    }

    /** Adds pieces of a product that exists and of which there are enough. */
    void add(long userId, CartItem item) {
        products.find(item.sku);
        int pieces = item.count;
        int others = 0;
        for (CartItem present : carts.items(userId)) {
            if (present.sku == item.sku) {
                pieces += present.count;
            } else {
                others++;
            }
        }
        if (pieces > RequestValidation.MAX_COUNT) {
            throw conflict("at most " + RequestValidation.MAX_COUNT + " pieces of a product fit into a cart");
        }
        if (others >= RequestValidation.MAX_ITEMS) {
            throw conflict("at most " + RequestValidation.MAX_ITEMS + " products fit into a cart");
        }
        long stock = loms.stock(item.sku);
        if (stock < pieces) {
            throw conflict("not enough of product " + item.sku + " in stock: " + stock);
        }
        carts.add(userId, item);
        log.info("User {} added {}", userId, item);
    }

    /** Takes a product out of a cart; nothing happens if it is not in. */
    void remove(long userId, int sku) {
        carts.remove(userId, sku);
        log.info("User {} removed {}", userId, sku);
    }

    /** Empties a cart. */
    void clear(long userId) {
        carts.clear(userId);
        log.info("User {} cleared the cart", userId);
    }

    /** Shows a cart with names and prices. */
    CartContents list(long userId) {
        CartContents contents = priced(carts.items(userId));
        log.info("User {} listed the cart: {} products", userId, contents.items.size());
        return contents;
    }

    /** Orders all that is in the cart, and empties it. */
    Order checkout(long userId) {
        List<CartItem> items = carts.items(userId);
        if (items.isEmpty()) {
            throw conflict("the cart is empty");
        }
        long total = priced(items).total;
        long orderId = carts.takeOut(userId, items, () -> loms.createOrder(userId, items));
        log.info("User {} ordered {} products for {} cents: order {}", userId, items.size(), total, orderId);
        return new Order(orderId, total);
    }

    private CartContents priced(List<CartItem> items) {
        return new CartContents(items, products.findAll(items));
    }

    private static RefusedException conflict(String message) {
        return new RefusedException(RefusedException.Reason.CONFLICT, message);
    }
}

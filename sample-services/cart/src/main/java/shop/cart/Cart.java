package shop.cart;

import shop.commons.Service;

/** Starts the cart service: the carts of the shop's users, up to the check-out. */
public final class Cart {
    private Cart() {}

    /** Runs until SIGTERM; see {@link Service#run} for the exit codes. */
    public static void main(String[] args) {
        Service.run("Cart", environment -> new CartApplication(new CartConfig(environment)));
    }
}

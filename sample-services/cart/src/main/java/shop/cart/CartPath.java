package shop.cart;

/**
 * What stands behind {@code /user} in the path of a request: {@code /{user}/cart}, {@code /{user}/cart/{sku}} or
 * {@code /{user}/checkout}.
 */
final class CartPath {
    /** What a path leads to. */
    enum Target {
        CART,
        ITEM,
        CHECKOUT,
        NOTHING
    }

    private final String[] parts;

    /** @param pathInfo as {@code HttpServletRequest.getPathInfo()} returns it, may be null */
    CartPath(String pathInfo) {
        this.parts = pathInfo == null ? new String[0] : pathInfo.split("/", -1);
    }

    Target target() {
        if (parts.length == 3 && "cart".equals(parts[2])) {
            return Target.CART;
        }
        if (parts.length == 4 && "cart".equals(parts[2])) {
            return Target.ITEM;
        }
        if (parts.length == 3 && "checkout".equals(parts[2])) {
            return Target.CHECKOUT;
        }
        return Target.NOTHING;
    }

    /**
     * The user, unless the target is {@link Target#NOTHING}.
     *
     * @throws RefusedException if it is not a positive number
     */
    long userId() {
        return Input.positive("user", parts[1], Long.MAX_VALUE);
    }

    /**
     * The product, if the target is {@link Target#ITEM}.
     *
     * @throws RefusedException if it is not a positive number
     */
    int sku() {
        return (int) Input.positive("sku", parts[3], Integer.MAX_VALUE);
    }
}

package shop.cart;

/** What the user asked for cannot be done; the message says why and is shown to the user. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a request is refused. */
    enum Reason {
        /** The request itself is wrong. */
        INVALID,
        /** The shop does not sell the product. */
        UNKNOWN_PRODUCT,
        /** The request is right, but not in the present state of cart or stock. */
        CONFLICT
    }

    private final Reason reason;

    RefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}

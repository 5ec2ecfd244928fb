package shop.cart;

/** A neighbour that is needed to answer (product, loms, the database) failed, or did not answer in time. */
final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
        super(message);
    }

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

package shop.loms;

/** A request that cannot be granted; the message says why, in words for the caller. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    enum Reason {
        /** What the request names does not exist. */
        NOT_FOUND,
        /** The state of the order or of the stock does not allow it. */
        PRECONDITION
    }

    private final Reason reason;

    Refusal(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}

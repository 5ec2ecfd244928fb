package shop.loms.v1;

/** A request broke the contract; the message names the field and what it has to be. */
public final class InvalidRequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidRequestException(String message) {
        super(message);
    }
}

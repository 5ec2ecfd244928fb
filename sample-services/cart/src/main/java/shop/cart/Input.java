package shop.cart;

/** Reads the numbers of a request. */
final class Input {
    private Input() {}

    /**
     * Reads a number from 1 to {@code max}.
     *
     * @param name of the number, for the message
     * @param value may be null
     * @throws RefusedException if it is anything else
     */
    static long positive(String name, String value, long max) {
        try {
            long number = Long.parseLong(value);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused like a number out of range
        }
        throw new RefusedException(
                RefusedException.Reason.INVALID, name + " must be a number from 1 to " + max + ", not " + value);
    }
}

package shop.product;

/**
 * How badly the service behaves on purpose.
 *
 * @param delayMs how long each catalogue request waits before it is answered, in milliseconds
 * @param errorRate share of catalogue requests that fail, 0.0 to 1.0
 */
record Faults(long delayMs, double errorRate) {
    static final long MAX_DELAY_MS = 60_000;

    Faults {
        if (delayMs < 0 || delayMs > MAX_DELAY_MS) {
            throw new IllegalArgumentException("delay must be 0 to " + MAX_DELAY_MS + " ms, not " + delayMs);
        }
        if (!(errorRate >= 0.0 && errorRate <= 1.0)) {
            throw new IllegalArgumentException("error rate must be 0.0 to 1.0, not " + errorRate);
        }
    }
}

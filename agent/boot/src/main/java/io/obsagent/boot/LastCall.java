package io.obsagent.boot;

/**
 * What stands in the JVM's own shutdown sequence, of which nothing can be taken out again: one for all agents that come one
 * after the other in this JVM. Thread safe.
 */
public final class LastCall implements Runnable {

    private static volatile Runnable last;
    private static volatile boolean placed;

    /**
     * Sets what runs when the JVM ends, instead of what was set before.
     *
     * @param call null for nothing
     */
    public static void set(Runnable call) {
        last = call;
    }

    /** Whether a call stands in the sequence. */
    public static boolean isPlaced() {
        return placed;
    }

    /** Notes that a call stands in the sequence. */
    public static void placed() {
        placed = true;
    }

    @Override
    public void run() {
        Runnable call = last;
        if (call != null) {
            call.run();
        }
    }
}

package io.obsagent.engine;

/** What the dispatcher knows of one thread. */
final class ThreadState {

    /** As many hooked calls are seldom within each other; more of them, in a recursion, are made and forgotten. */
    private static final int KEPT = 8;

    /** A hook is running: woven methods that it calls call no hooks. */
    boolean busy;

    /** Bits of the re-entrance groups in which this thread is. */
    long groups;

    private final HookCall[] free = new HookCall[KEPT];
    private int freeCount;

    /**
     * A call to be used for one woven method. One that never comes back, since its constructor threw or there was no
     * stack left at its end, is not missed.
     */
    HookCall take() {
        if (freeCount == 0) {
            return new HookCall(this);
        }
        HookCall call = free[--freeCount];
        free[freeCount] = null;
        return call;
    }

    /** Takes a call back that holds nothing any more. */
    void give(HookCall call) {
        if (freeCount < KEPT) {
            free[freeCount++] = call;
        }
    }
}

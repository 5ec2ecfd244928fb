package io.obsagent.engine;

/** What the dispatcher knows of one thread. */
final class ThreadState {

    /** As many hooked calls are seldom within each other; more of them, in a recursion, are made and forgotten. */
    private static final int KEPT = 8;

    /**
     * Of so many calls of hooks on a thread one is measured. A prime, since applications repeat themselves: no hook's turn
     * comes each time, nor never.
     */
    static final int EVERY = 1021;

    /** A hook is running: woven methods that it calls call no hooks. */
    boolean busy;

    /** Bits of the re-entrance groups in which this thread is. */
    long groups;

    /** The calls under way are those below {@link #depth}, the outermost first. */
    private final HookCall[] calls = new HookCall[KEPT];

    private int depth;

    /** Begins anywhere: most threads, virtual ones above all, end before they have made as many calls. */
    private int untilMeasured = 1 + (System.identityHashCode(this) & Integer.MAX_VALUE) % EVERY;

    /** A call to be used for one woven method, whose end comes before those of all that are under way now. */
    HookCall take() {
        int index = depth;
        if (index == KEPT) {
            return new HookCall(this, HookCall.ONCE);
        }
        HookCall call = calls[index];
        if (call == null) {
            call = new HookCall(this, index);
            calls[index] = call;
        }
        depth = index + 1;
        return call;
    }

    /** A call to be used once, for a constructor: its end is not seen when it throws. */
    HookCall takeOnce() {
        return new HookCall(this, HookCall.ONCE);
    }

    /** How many calls of hooks the one that begins stands for where their cost is told; 0 when it is not measured. */
    int weight(BoundHook hook) {
        if (hook.isFirstCall()) {
            return 1;
        }
        if (--untilMeasured > 0) {
            return 0;
        }
        untilMeasured = EVERY;
        return EVERY;
    }

    /**
     * Takes a call back that holds nothing any more, and those within it: there may have been no stack left at their end.
     */
    void give(HookCall call) {
        if (call.index != HookCall.ONCE) {
            depth = call.index;
        }
    }
}

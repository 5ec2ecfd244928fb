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
    final HookCall[] calls = new HookCall[KEPT];

    int depth;

    /** One that is over, for a constructor; or null. */
    private HookCall once;

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

    /** A call for a constructor, whose end is not seen when it throws: it has no place among the others. */
    HookCall takeOnce() {
        HookCall call = once;
        once = null;
        return call != null ? call : new HookCall(this, HookCall.ONCE);
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

    /** Takes a call back that holds nothing any more. Those within it whose end was not seen are not used again. */
    void give(HookCall call) {
        if (call.index == HookCall.ONCE) {
            once = call;
            return;
        }
        for (int i = call.index + 1; i < depth; i++) {
            calls[i] = null; // there was no stack left at its end, and it still holds what it was about
        }
        depth = call.index;
    }
}

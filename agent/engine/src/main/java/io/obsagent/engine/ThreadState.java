package io.obsagent.engine;

import io.obsagent.api.HookCost;
import java.lang.ref.Reference;

/** What the dispatcher knows of one thread. */
final class ThreadState {

    /** As many hooked calls are seldom within each other; more of them, in a recursion, are made and forgotten. */
    private static final int KEPT = 8;

    /**
     * Of so many calls of hooks on a thread one is measured. A prime, since applications repeat themselves: no hook's turn
     * comes each time, nor never.
     */
    static final int EVERY = 1021;

    /** Of so many calls whose hook was looked up one is remembered, since threads write where others read. A power of two. */
    private static final int LOOK_UPS = 64;

    final Reference<Dispatcher> dispatcher;

    /** A hook is running, or the thread is the agent's own: woven methods that it calls call no hooks. */
    boolean busy;

    /** Bits of the re-entrance groups in which this thread is. */
    long groups;

    /** When the hook that is measured began, and what the thread had allocated by then; as {@link HookCost} tells. */
    long hookBeganNanos;

    long hookBeganBytes;

    private HookCall[] free = new HookCall[KEPT];
    private int freeCount;

    /** Begins anywhere: most threads, virtual ones above all, end before they have made as many calls. */
    private int untilMeasured = 1 + (System.identityHashCode(this) & Integer.MAX_VALUE) % EVERY;

    ThreadState(Reference<Dispatcher> dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * A call to be used for one woven method. One that never comes back, since its constructor threw or there was no
     * stack left at its end, is not missed.
     */
    HookCall take() {
        if (freeCount == 0) {
            return new HookCall(this, free);
        }
        HookCall call = free[--freeCount];
        free[freeCount] = null;
        return call;
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
        renew();
        return EVERY;
    }

    /**
     * Begins with new calls, those under way included. G1 has the processor wait each time that a reference is stored in an
     * object of the old generation, which happens some five times a call: so those of a busy thread hardly ever get so old.
     */
    private void renew() {
        free = new HookCall[KEPT];
        freeCount = 0;
    }

    /** Whether what this call has looked up is worth writing down. Chance, as {@link #untilMeasured} is. */
    boolean isTimeToRemember() {
        return (untilMeasured & LOOK_UPS - 1) == 0;
    }

    /** Takes a call back that holds nothing any more. */
    void give(HookCall call) {
        if (call.home == free && freeCount < KEPT) {
            free[freeCount++] = call;
        }
    }
}

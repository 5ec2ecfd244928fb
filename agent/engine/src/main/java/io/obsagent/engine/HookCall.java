package io.obsagent.engine;

import io.obsagent.api.Call;
import io.obsagent.api.HookCost;

/** A call under way, and what the dispatcher needs to end it. Used again and again by one thread. */
final class HookCall extends Call {

    final ThreadState thread;

    /** Where it waits between two calls, as long as the thread has no other place for that. */
    final HookCall[] home;

    /** Null between two calls. */
    BoundHook bound;

    /** The re-entrance groups in which the thread was before. */
    long groupsBefore;

    /** Whether the hook is to be called after the body. */
    boolean actsAfter;

    /** The hook threw before the body. */
    boolean failed;

    /** How many calls this one stands for where the cost of hooks is told; 0 when it is not measured. */
    private int weight;

    HookCall(ThreadState thread, HookCall[] home) {
        this.thread = thread;
        this.home = home;
    }

    /** Called right before the hook is. */
    void began(BoundHook hook, Object self, int count, Object first, Object second, Object third, Object[] args) {
        bound = hook;
        groupsBefore = thread.groups;
        failed = false;
        weight = thread.weight(hook);
        begin(self, count, first, second, third, args);
        measure();
    }

    /** Called right before the hook is, when the body has ended. */
    void ended(Object constructed, Object result, Throwable thrown) {
        if (constructed != null) {
            constructed(constructed);
        }
        completed(result, thrown);
        measure();
    }

    private void measure() {
        if (weight != 0) {
            thread.hookBeganBytes = HookCost.allocated();
            thread.hookBeganNanos = System.nanoTime();
        }
    }

    /**
     * Called when the hook returned.
     *
     * @param first whether that was before the body
     */
    void hookEnded(boolean first) {
        if (weight != 0) {
            long nanos = System.nanoTime() - thread.hookBeganNanos;
            bound.cost.add(weight, first ? 1 : 0, nanos, HookCost.allocatedSince(thread.hookBeganBytes));
        }
    }

    @Override
    public void wake() {
        Dispatcher dispatcher = thread.dispatcher.get();
        if (dispatcher != null) {
            dispatcher.wake();
        }
    }

    /** Whether calls within this one count as outermost. */
    boolean isAside() {
        return standsAside();
    }

    /** Lets go of the application's objects and gives the call back to its thread. */
    void over() {
        bound = null;
        forget();
        thread.give(this);
    }
}

package io.obsagent.engine;

import io.obsagent.api.Call;

/** A call under way, and what the dispatcher needs to end it. Used again and again by one thread. */
final class HookCall extends Call {

    final ThreadState thread;

    /** Null between two calls. */
    BoundHook bound;

    /** The re-entrance groups in which the thread was before. */
    long groupsBefore;

    /** The hook threw before the body. */
    boolean failed;

    HookCall(ThreadState thread) {
        this.thread = thread;
    }

    void began(BoundHook hook, Object self, int count, Object first, Object second, Object third, Object[] args) {
        bound = hook;
        groupsBefore = thread.groups;
        failed = false;
        begin(self, count, first, second, third, args);
    }

    void ended(Object constructed, Object result, Throwable thrown) {
        if (constructed != null) {
            constructed(constructed);
        }
        completed(result, thrown);
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

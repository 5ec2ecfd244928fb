package io.obsagent.engine;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** A call under way, and what the dispatcher needs to end it. */
final class HookCall extends Call {

    final Rule rule;
    final LoaderHooks hooks;
    final Hook hook;
    final ThreadState thread;
    final long groupBit;
    /** The hook threw before the body. */
    boolean failed;

    HookCall(Object self, Object[] args, Rule rule, LoaderHooks hooks, Hook hook, ThreadState thread, long groupBit) {
        super(self, args);
        this.rule = rule;
        this.hooks = hooks;
        this.hook = hook;
        this.thread = thread;
        this.groupBit = groupBit;
    }

    void ended(Object constructed, Object result, Throwable thrown) {
        if (constructed != null) {
            constructed(constructed);
        }
        completed(result, thrown);
    }
}

package io.obsagent.engine;

import java.lang.ref.WeakReference;

/**
 * What a call needs to know of the point it comes from, in one object: each one more that a call reads is memory that is
 * seldom at hand. Thread safe.
 */
final class HookPoint {

    final Rule rule;

    /** The bit of the re-entrance group; 0 when there is none. */
    final long groupBit;

    final boolean actsBefore;
    final boolean actsAfter;

    /** Whether woven code passes through. */
    volatile boolean off;

    /** The hook where it is one for all class loaders and made; else null. */
    volatile BoundHook ready;

    /**
     * Of the class loader whose hook was asked for now and then: most applications have one. Null at first. Weak, as the hook
     * keeps the loader alive.
     */
    volatile WeakReference<BoundHook> last;

    HookPoint(Rule rule, long groupBit, boolean off) {
        this.rule = rule;
        this.groupBit = groupBit;
        this.actsBefore = rule.actsBefore;
        this.actsAfter = rule.actsAfter;
        this.off = off;
        this.ready = rule.ready;
    }
}

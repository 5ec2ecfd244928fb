package io.obsagent.engine;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentStats;
import io.obsagent.api.Hook;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The hooks of one class loader of the application: made when first called, switched off when they keep failing. Thread
 * safe.
 */
final class LoaderHooks {

    /** A hook that fails this often in a row is switched off for its class loader. */
    static final int MAX_FAILURES = 10;

    private static final Hook OFF = new Hook() {};

    private final ClassLoader helper;
    private final AtomicReferenceArray<Hook> hooks;
    private final AtomicIntegerArray failures;

    /** @param helper defines the hook classes */
    LoaderHooks(ClassLoader helper, int points) {
        this.helper = helper;
        this.hooks = new AtomicReferenceArray<Hook>(points);
        this.failures = new AtomicIntegerArray(points);
    }

    /** The hook of a rule, or null when it is switched off. */
    Hook hook(Rule rule) {
        Hook hook = hooks.get(rule.point);
        if (hook == null) {
            hook = make(rule);
        }
        return hook == OFF ? null : hook;
    }

    /** Notes that a hook threw. */
    void failed(Rule rule, Throwable failure) {
        AgentStats.hookError(rule.hook);
        AgentLog.debug(rule.hook + " failed", failure);
        if (failure instanceof VirtualMachineError) {
            // no stack, no memory: the application's trouble, which passes and says nothing about the hook
            return;
        }
        if (failure instanceof LinkageError) {
            // not the version of the library that the hook was written for: stay out of it
            hooks.set(rule.point, OFF);
        } else if (failures.incrementAndGet(rule.point) == MAX_FAILURES) {
            hooks.set(rule.point, OFF);
            AgentLog.warn(rule.hook + " failed " + MAX_FAILURES + " times in a row and is switched off, last with "
                    + failure);
        }
    }

    /** Notes that a call of a hook threw nothing: what threw before was a passing trouble. */
    void succeeded(Rule rule) {
        if (failures.get(rule.point) != 0) {
            failures.set(rule.point, 0);
        }
    }

    private Hook make(Rule rule) {
        Hook made;
        try {
            made = (Hook)
                    Class.forName(rule.hook, true, helper).getConstructor().newInstance();
        } catch (VirtualMachineError passing) {
            return null;
        } catch (Throwable failure) {
            AgentStats.hookError(rule.hook);
            AgentLog.debug(rule.hook + " is of no use here", failure);
            made = OFF;
        }
        return hooks.compareAndSet(rule.point, null, made) ? made : hooks.get(rule.point);
    }
}

package io.obsagent.engine;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentStats;
import io.obsagent.api.AgentThread;
import io.obsagent.api.Hook;
import io.obsagent.api.HookCost;
import java.lang.ref.WeakReference;

/** The hook of one rule for one class loader of the application, switched off when it keeps failing. Thread safe. */
final class BoundHook {

    /** A hook that fails this often in a row is switched off for its class loader. */
    static final int MAX_FAILURES = 10;

    /** So many calls, in which classes are loaded and linked, are all measured, rather than some of them for many others. */
    static final int FIRST_CALLS = 32;

    /** Null when it could not be made, and so is off. */
    final Hook hook;

    /** Where what its calls cost is added up. */
    final HookCost cost;

    /** This, for who may not keep the application's class loader alive. */
    final WeakReference<BoundHook> reference = new WeakReference<BoundHook>(this);

    private final String name;

    /** Two classes of the loader that have called the hook; null where there is none. Written without a lock. */
    private Class<?> woven;

    private Class<?> alsoWoven;

    /** In a row. Written under this object's monitor. */
    private volatile int failures;

    private volatile boolean off;

    /** Written without a lock: a call that is measured twice as first is no harm. */
    private int firstCalls = FIRST_CALLS;

    BoundHook(String name, Hook hook, HookCost cost) {
        this.name = name;
        this.hook = hook;
        this.cost = cost;
        this.off = hook == null;
    }

    /** Whether a call that begins is one of the first. */
    boolean isFirstCall() {
        int left = firstCalls;
        if (left == 0) {
            return false;
        }
        firstCalls = left - 1;
        return true;
    }

    /** Whether a class is one of the two that are remembered as the loader's. */
    boolean isOf(Class<?> caller) {
        return caller == woven || caller == alsoWoven;
    }

    /** Remembers a class of the loader in place of the older one of two. */
    void remember(Class<?> caller) {
        alsoWoven = woven;
        woven = caller;
    }

    /** Whether no more calls are to begin; those under way are ended. */
    boolean isOff() {
        return off;
    }

    /** Notes that the hook threw. */
    void failed(Throwable failure) {
        AgentThread.keepInterruption(failure);
        AgentStats.hookError(name, failure);
        AgentLog.debug(name + " failed", failure);
        if (failure instanceof VirtualMachineError) {
            // no stack, no memory: the application's trouble, which passes and says nothing about the hook
            return;
        }
        if (failure instanceof LinkageError) {
            // not the version of the library that the hook was written for: stay out of it
            switchOff();
        } else if (countFailure() == MAX_FAILURES) {
            switchOff();
            AgentLog.warn(
                    23, name + " failed " + MAX_FAILURES + " times in a row and is switched off, last with " + failure);
        }
    }

    private synchronized int countFailure() {
        return ++failures;
    }

    private synchronized void forgetFailures() {
        failures = 0;
    }

    private void switchOff() {
        if (!off) {
            off = true;
            AgentStats.hookIsOff(name);
        }
    }

    /** Notes that a call of the hook threw nothing: what threw before was a passing trouble. */
    void succeeded() {
        if (failures != 0) {
            forgetFailures();
        }
    }
}

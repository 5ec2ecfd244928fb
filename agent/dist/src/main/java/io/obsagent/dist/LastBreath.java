package io.obsagent.dist;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import io.obsagent.boot.LastCall;
import io.obsagent.telemetry.ObsTelemetry;
import java.lang.reflect.Method;

/**
 * Delivers what is recorded when the JVM ends: once when the shutdown begins, and once more after the application's own
 * shutdown hooks, in which servers still finish requests. What is under way even then is delivered as it is, and marked.
 * Nothing is stopped: /metrics answers until the JVM is gone.
 *
 * <p>The JVM runs application hooks all at once, in no order; its own hooks run one after the other behind them. The
 * latter are reached through {@code java.lang.Shutdown}, which the engine has opened to the agent.
 */
final class LastBreath implements Runnable {

    /** Hooks 0 to 2 are the JVM's own: console, application hooks, files to delete. */
    private static final int FIRST_FREE_SLOT = 3;

    private static final int SLOTS = 10;

    private final Thread hook = new AgentThread("shutdown", this);
    private volatile ObsTelemetry telemetry;

    private LastBreath(ObsTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    static LastBreath call(ObsTelemetry telemetry) {
        LastBreath called = new LastBreath(telemetry);
        LastCall.set(called.new AfterAll());
        if (!LastCall.isPlaced()) {
            callAfterApplicationHooks(new LastCall());
        }
        try {
            Runtime.getRuntime().addShutdownHook(called.hook);
        } catch (IllegalStateException ending) {
            // the program was shorter than the agent's start: nothing to tell
        }
        return called;
    }

    @Override
    public void run() {
        ObsTelemetry called = telemetry;
        if (called != null) {
            called.flush();
        }
    }

    /** Runs when nothing of the application's does any more. */
    private final class AfterAll implements Runnable {
        @Override
        public void run() {
            ObsTelemetry called = telemetry;
            if (called != null) {
                called.cutOff();
                called.flush();
            }
        }
    }

    /** Delivers nothing when the JVM ends. */
    void cancel() {
        telemetry = null;
        LastCall.set(null);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // it finds nothing to deliver
        }
    }

    private static void callAfterApplicationHooks(Runnable last) {
        try {
            Method add = Class.forName("java.lang.Shutdown")
                    .getDeclaredMethod("add", int.class, boolean.class, Runnable.class);
            add.setAccessible(true);
            for (int slot = FIRST_FREE_SLOT; slot < SLOTS; slot++) {
                try {
                    add.invoke(null, slot, false, last);
                    LastCall.placed();
                    return;
                } catch (ReflectiveOperationException taken) {
                    // somebody else's slot
                }
            }
            AgentLog.debug("no hook behind the application's: all slots are taken", null);
        } catch (Exception notThisJvm) {
            AgentLog.debug("no hook behind the application's", notThisJvm);
        }
    }
}

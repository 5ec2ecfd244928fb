package io.obsagent.engine;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentStats;
import io.obsagent.api.Hook;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The hooks of one class loader of the application, each made when first called. Thread safe. */
final class LoaderHooks {

    private final ClassLoader helper;
    private final AtomicReferenceArray<BoundHook> hooks;

    /** @param helper defines the hook classes */
    LoaderHooks(ClassLoader helper, int points) {
        this.helper = helper;
        this.hooks = new AtomicReferenceArray<BoundHook>(points);
    }

    /** The hook of a rule; null when the JVM cannot make it now. */
    BoundHook hook(Rule rule) {
        BoundHook hook = hooks.get(rule.point);
        return hook != null ? hook : make(rule);
    }

    private BoundHook make(Rule rule) {
        Hook made = null;
        try {
            made = (Hook)
                    Class.forName(rule.hook, true, helper).getConstructor().newInstance();
        } catch (VirtualMachineError passing) {
            return null;
        } catch (Throwable failure) {
            // asked for here, as what a catch clause names is loaded by every JVM
            if (failure instanceof UnsupportedClassVersionError) {
                // another library with a method like this, which runs on newer JVMs only, has this hook: nothing is
                // lost
                AgentLog.debug(rule.hook + " is for a newer Java", failure);
            } else {
                AgentStats.hookError(rule.hook, failure);
                AgentStats.hookIsOff(rule.hook);
                AgentLog.debug(rule.hook + " is of no use here", failure);
            }
        }
        BoundHook bound = new BoundHook(rule.hook, made, AgentStats.hookCost(rule.instrumentation));
        return hooks.compareAndSet(rule.point, null, bound) ? bound : hooks.get(rule.point);
    }
}

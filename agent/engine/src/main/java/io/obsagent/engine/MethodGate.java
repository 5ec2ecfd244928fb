package io.obsagent.engine;

import io.obsagent.api.AgentLog;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Weaves the methods that the configuration names. A transformer of its own behind the {@link ClassGate}, there only while there
 * are such methods: it remembers no class, and what no target selects any more gets its former code when it is offered again.
 */
final class MethodGate implements ClassFileTransformer {

    private final ClassLoader agent;
    private final TypeHierarchy ofPlan;
    private final MethodPoints points;
    private final Runnable firstWoven;

    private volatile MethodTargets current;

    /**
     * @param ofPlan the class gate's hierarchy
     * @param firstWoven called each time that something was woven
     */
    MethodGate(ClassLoader agent, TypeHierarchy ofPlan, MethodPoints points, Runnable firstWoven) {
        this.agent = agent;
        this.ofPlan = ofPlan;
        this.points = points;
        this.firstWoven = firstWoven;
        this.current = new MethodTargets(Collections.<MethodTarget>emptyList(), ofPlan.another());
    }

    /** What has changed between two sets of targets. */
    interface Change {
        /** Whether a loaded class is to be offered again. */
        boolean concerns(Class<?> loaded);
    }

    /** Takes over other targets. What is woven for those that are gone passes through from now on. */
    Change change(Collection<MethodTarget> targets) {
        final MethodTargets before = current;
        final MethodTargets after = new MethodTargets(targets, ofPlan.another());
        current = after;
        points.keep(after.targets);
        final List<MethodTarget> gone = without(before.targets, after.targets);
        final List<MethodTarget> added = without(after.targets, before.targets);
        return new Change() {
            @Override
            public boolean concerns(Class<?> loaded) {
                return !isLeftAlone(loaded.getClassLoader(), loaded.getName().replace('.', '/'))
                        && (before.maySelect(loaded, gone) || after.maySelect(loaded, added));
            }
        };
    }

    /** What became of a target, as far as these classes tell. */
    MethodOutcome outcome(MethodTarget target, Class<?>[] loaded) {
        MethodTargets targets = current;
        int count = points.count(target);
        if (count > 0) {
            return new MethodOutcome(count, null, null);
        }
        if (!targets.targets.contains(target)) {
            return new MethodOutcome(0, MethodOutcome.Reason.LEFT_OUT, null);
        }
        String leftAlone = null;
        for (Class<?> each : loaded) {
            if (each.isArray() || !targets.names(target, each)) {
                continue;
            }
            if (!isLeftAlone(each.getClassLoader(), each.getName().replace('.', '/'))) {
                boolean full = points.isFull();
                return new MethodOutcome(
                        0, full ? MethodOutcome.Reason.LEFT_OUT : MethodOutcome.Reason.NO_METHOD, each.getName());
            }
            leftAlone = each.getName();
        }
        return new MethodOutcome(
                0, leftAlone == null ? MethodOutcome.Reason.NOT_LOADED : MethodOutcome.Reason.LEFT_ALONE, leftAlone);
    }

    private static List<MethodTarget> without(List<MethodTarget> targets, List<MethodTarget> others) {
        List<MethodTarget> rest = new ArrayList<MethodTarget>(targets);
        rest.removeAll(others);
        return rest;
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
        MethodTargets targets = current;
        if (name == null || isLeftAlone(loader, name)) {
            return null;
        }
        try {
            List<MethodTarget> selected = targets.select(loader, name, file);
            byte[] woven = selected == null ? null : Weaver.weave(file, selected, points);
            if (woven != null) {
                firstWoven.run();
            }
            return woven;
        } catch (Throwable failure) {
            AgentLog.debug(name + " is not woven", failure);
            return null;
        }
    }

    /** Generated proxies call what they stand for, which is observed itself. */
    private boolean isLeftAlone(ClassLoader loader, String name) {
        return loader == agent
                || loader instanceof HelperClassLoader
                || ClassGate.isRefused(name)
                || name.contains("$$")
                || name.contains("$Proxy")
                || name.contains("$HibernateProxy");
    }
}

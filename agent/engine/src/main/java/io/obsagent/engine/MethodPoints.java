package io.obsagent.engine;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentStats;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The points of methods that the configuration names: one for each target and name of a method in a class, whatever loads
 * it. A point is given out once and for all, since woven code carries its number. Thread safe.
 */
final class MethodPoints {

    /** Of a JVM's life. */
    static final int MAX = 2_000;

    /** What stands for all of them where the cost of hooks is told. */
    private static final String INSTRUMENTATION = "methods";

    private static final BoundHook NOTHING = new BoundHook("", null, null);

    private final Dispatcher dispatcher;
    private final Map<String, Point> points = new HashMap<String, Point>();
    private Collection<MethodTarget> current = Collections.emptyList();
    private boolean told;

    MethodPoints(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Makes the points of all other targets pass through. */
    synchronized void keep(Collection<MethodTarget> targets) {
        current = targets;
        for (Point point : points.values()) {
            if (point.target != null && !targets.contains(point.target)) {
                point.target = null;
                point.rule = Rule.ready(point.rule.point, NOTHING);
                dispatcher.place(point.rule);
            }
        }
    }

    /** The rule to weave a method for; null when it is not to be woven. */
    synchronized Rule rule(MethodTarget target, String className, String method) {
        if (!current.contains(target)) {
            return null;
        }
        String key = target.name + '\n' + className + '\n' + method;
        Point point = points.get(key);
        if (point == null && points.size() >= MAX) {
            if (!told) {
                told = true;
                AgentLog.warn(
                        14,
                        "methods." + target.name + " and other rules select more than " + MAX
                                + " methods, of which no more are observed; write narrower patterns and restart");
            }
            return null;
        }
        if (point == null) {
            point = new Point(Rule.ready(dispatcher.planned() + points.size(), NOTHING));
            points.put(key, point);
        }
        if (point.target != target) {
            BoundHook hook = new BoundHook(
                    "methods." + target.name,
                    target.hooks.hook(className, method),
                    AgentStats.hookCost(INSTRUMENTATION));
            point.target = target;
            point.rule = Rule.ready(point.rule.point, hook);
            dispatcher.place(point.rule);
        }
        return point.rule;
    }

    /** How many methods are woven for a target. */
    synchronized int count(MethodTarget target) {
        int count = 0;
        for (Point point : points.values()) {
            count += point.target == target ? 1 : 0;
        }
        return count;
    }

    /** Whether no further method can be observed. */
    synchronized boolean isFull() {
        return points.size() >= MAX;
    }

    private static final class Point {
        /** Null while nothing is called. */
        MethodTarget target;

        Rule rule;

        Point(Rule rule) {
            this.rule = rule;
        }
    }
}

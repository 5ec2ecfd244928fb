package io.obsagent.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the engine counts about itself, for the telemetry to report as {@code obs_agent_*} metrics. Needs no started
 * telemetry. The keys come from the plan, so their number is bounded. Thread safe.
 */
public final class AgentStats {

    private static final ConcurrentHashMap<String, AtomicLong> HOOK_ERRORS =
            new ConcurrentHashMap<String, AtomicLong>();
    private static final ConcurrentHashMap<String, AtomicLong> WOVEN_TYPES =
            new ConcurrentHashMap<String, AtomicLong>();
    private static final ConcurrentHashMap<String, FirstFailure> FIRST_FAILURES =
            new ConcurrentHashMap<String, FirstFailure>();
    private static final ConcurrentHashMap<String, HookCost> HOOK_COSTS = new ConcurrentHashMap<String, HookCost>();
    private static volatile long startupNanos;

    private AgentStats() {}

    /** Counts a hook that threw ({@code obs_agent_hook_errors_total{hook}}), and remembers how it did the first time. */
    public static void hookError(String hook, Throwable failure) {
        count(HOOK_ERRORS, hook);
        if (!FIRST_FAILURES.containsKey(hook)) {
            FIRST_FAILURES.putIfAbsent(hook, new FirstFailure(failure));
        }
    }

    /** Notes that a hook that has failed is switched off for a class loader. */
    public static void hookIsOff(String hook) {
        FirstFailure first = FIRST_FAILURES.get(hook);
        if (first != null) {
            first.switchedOff();
        }
    }

    /** What the hooks of an instrumentation cost, for the engine to add to ({@code obs_agent_hook_*{instrumentation}}). */
    public static HookCost hookCost(String instrumentation) {
        HookCost cost = HOOK_COSTS.get(instrumentation);
        if (cost == null) {
            HookCost fresh = new HookCost();
            cost = HOOK_COSTS.putIfAbsent(instrumentation, fresh);
            if (cost == null) {
                cost = fresh;
            }
        }
        return cost;
    }

    /** Counts a woven class ({@code obs_agent_woven_types{instrumentation}}). */
    public static void wovenType(String instrumentation) {
        count(WOVEN_TYPES, instrumentation);
    }

    /** Sets the time that the agent has spent on the application's start-up thread, in nanoseconds. */
    public static void startup(long nanos) {
        startupNanos = nanos;
    }

    /** Errors by hook; live view. */
    public static Map<String, AtomicLong> hookErrors() {
        return HOOK_ERRORS;
    }

    /** How hooks failed the first time, by hook; live view. */
    public static Map<String, FirstFailure> firstFailures() {
        return FIRST_FAILURES;
    }

    /** What hooks have cost, by instrumentation; live view. */
    public static Map<String, HookCost> hookCosts() {
        return HOOK_COSTS;
    }

    /** Woven classes by instrumentation; live view. */
    public static Map<String, AtomicLong> wovenTypes() {
        return WOVEN_TYPES;
    }

    /** Nanoseconds spent on the application's start-up thread; 0 before it is known. */
    public static long startupNanos() {
        return startupNanos;
    }

    private static void count(ConcurrentHashMap<String, AtomicLong> counts, String key) {
        AtomicLong count = counts.get(key);
        if (count == null) {
            AtomicLong fresh = new AtomicLong();
            count = counts.putIfAbsent(key, fresh);
            if (count == null) {
                count = fresh;
            }
        }
        count.incrementAndGet();
    }
}

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
    private static volatile long startupNanos;

    private AgentStats() {}

    /** Counts a hook that threw ({@code obs_agent_hook_errors_total{hook}}). */
    public static void hookError(String hook) {
        count(HOOK_ERRORS, hook);
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

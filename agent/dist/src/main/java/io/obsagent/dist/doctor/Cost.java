package io.obsagent.dist.doctor;

import io.obsagent.api.AgentStats;
import io.obsagent.api.AgentThread;
import io.obsagent.api.HookCost;
import io.obsagent.telemetry.metrics.ThreadAllocations;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;

/** What the agent has cost so far, as far as the JVM can tell without having been asked before. */
final class Cost {

    private Cost() {}

    static void fill(Report.Section section, LoadedClasses loaded) {
        section.row("on the start-up thread", millis(AgentStats.startupNanos()));
        section.row("classes of the agent", String.valueOf(loaded.ofAgent));
        hooks(section);
        Thread[] threads = new Thread[Thread.activeCount() * 2 + 64];
        int count = Thread.currentThread().getThreadGroup().enumerate(threads, true);
        for (int i = 0; i < count; i++) {
            if (threads[i] instanceof AgentThread) {
                long nanos = cpuNanos(threads[i]);
                if (nanos >= 0) {
                    section.row("CPU of " + threads[i].getName(), millis(nanos));
                }
            }
        }
    }

    /** By what the engine has measured of some calls. */
    private static void hooks(Report.Section section) {
        ThreadAllocations.tell();
        for (Map.Entry<String, HookCost> entry : new TreeMap<>(AgentStats.hookCosts()).entrySet()) {
            HookCost cost = entry.getValue();
            if (cost.calls() > 0) {
                String bytes = cost.bytes() < 0 ? "" : ", " + kilobytes(cost.bytes()) + " since that is counted";
                section.row(
                        "hooks of " + entry.getKey(),
                        "about " + millis(cost.nanos()) + " in " + calls(cost.calls()) + bytes);
            }
        }
    }

    private static String calls(long count) {
        return count + (count == 1 ? " call" : " calls");
    }

    private static String kilobytes(long bytes) {
        return (bytes + 512) / 1024 + " KB";
    }

    /** -1 where it is not told. */
    private static long cpuNanos(Thread thread) {
        try {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            return threads.isThreadCpuTimeEnabled() ? threads.getThreadCpuTime(thread.getId()) : -1;
        } catch (RuntimeException | LinkageError notTold) {
            return -1;
        }
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + "." + nanos / 100_000 % 10 + " ms";
    }
}

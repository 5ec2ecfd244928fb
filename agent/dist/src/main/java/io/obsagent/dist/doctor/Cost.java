package io.obsagent.dist.doctor;

import io.obsagent.api.AgentStats;
import io.obsagent.api.AgentThread;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What the agent has cost so far, as far as the JVM can tell without having been asked before. */
final class Cost {

    private Cost() {}

    static void fill(Report.Section section, LoadedClasses loaded) {
        section.row("on the start-up thread", millis(AgentStats.startupNanos()));
        section.row("classes of the agent", String.valueOf(loaded.ofAgent));
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

package io.obsagent.telemetry.metrics;

import io.obsagent.api.HookCost;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What threads allocate, where the JVM counts it: not on virtual threads, nor in runtime images without its extensions. */
public final class ThreadAllocations {

    private ThreadAllocations() {}

    /**
     * Lets the cost of hooks be told in bytes too, from the first call on. Loads the platform's beans, so that it is called
     * when somebody asks for that cost, and on a thread of the agent.
     */
    public static void tell() {
        if (HookCost.areAllocationsTold()) {
            return;
        }
        try {
            HookCost.tellAllocationsBy(new OfBean(ManagementFactory.getThreadMXBean()));
        } catch (RuntimeException | LinkageError notInThisImage) {
            HookCost.tellAllocationsBy(new Nothing());
        }
    }

    private static final class OfBean implements HookCost.Allocations {
        private final com.sun.management.ThreadMXBean threads;

        OfBean(ThreadMXBean bean) {
            threads = (com.sun.management.ThreadMXBean) bean;
        }

        @Override
        public long ofCurrentThread() {
            return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        }
    }

    private static final class Nothing implements HookCost.Allocations {
        @Override
        public long ofCurrentThread() {
            return -1;
        }
    }
}

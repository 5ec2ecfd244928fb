package io.obsagent.telemetry.metrics;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.util.List;

/**
 * What the JVM tells of itself, read when a scraper asks. The platform's beans are first touched then: a JVM that nobody
 * scrapes does not load their classes. No MBean server is created, and no notification listener.
 */
public final class JvmMetrics implements MetricSource {

    private final SeriesTable gc;
    private final SeriesTable pins;
    private volatile VirtualThreadPins virtualThreads;
    private volatile GarbageCollections collections;

    public JvmMetrics(MetricRegistry metrics) {
        gc = metrics.series(Metric.JVM_GC_DURATION);
        pins = metrics.series(Metric.JVM_THREAD_VIRTUAL_PINNED);
        metrics.add(this);
    }

    /** Starts to measure how long virtual threads are pinned; once, and only where it is asked for. */
    public void watchVirtualThreads() {
        virtualThreads = new VirtualThreadPins(pins);
        virtualThreads.start();
    }

    /** Ends what {@link #watchVirtualThreads} has started. */
    public void close() {
        if (virtualThreads != null) {
            virtualThreads.stop();
        }
    }

    /** Looks at the garbage collectors, once somebody is interested; called about once a second. */
    public void tick() {
        GarbageCollections watched = collections;
        if (watched != null) {
            watched.tick();
        }
    }

    @Override
    public void collect(MetricFamilies out) {
        GarbageCollections watched = collections;
        if (watched == null) {
            watched = new GarbageCollections(gc);
            collections = watched;
            watched.tick(); // this family has been collected already: what it counts shows in the next scrape
        }
        memory(out);
        threads(out);
        classes(out);
        buffers(out);
        out.value(Metric.JVM_CPU_COUNT, Runtime.getRuntime().availableProcessors());
        processor(out); // these two last: com.sun.management is missing in some runtime images
        fileDescriptors(out);
    }

    private static void memory(MetricFamilies out) {
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
        Metric[] metrics = {Metric.JVM_MEMORY_USED, Metric.JVM_MEMORY_COMMITTED, Metric.JVM_MEMORY_LIMIT};
        MemoryUsage[] usages = new MemoryUsage[pools.size()];
        for (int i = 0; i < usages.length; i++) {
            usages[i] = pools.get(i).getUsage();
        }
        for (Metric metric : metrics) {
            for (int i = 0; i < usages.length; i++) {
                memory(out, metric, pools.get(i), usages[i]);
            }
        }
        for (MemoryPoolMXBean pool : pools) {
            memory(out, Metric.JVM_MEMORY_USED_AFTER_LAST_GC, pool, pool.getCollectionUsage());
        }
    }

    private static void memory(MetricFamilies out, Metric metric, MemoryPoolMXBean pool, MemoryUsage usage) {
        if (usage == null) {
            return; // the pool has gone, or is not collected
        }
        long bytes;
        switch (metric) {
            case JVM_MEMORY_COMMITTED:
                bytes = usage.getCommitted();
                break;
            case JVM_MEMORY_LIMIT:
                bytes = usage.getMax();
                break;
            default:
                bytes = usage.getUsed();
        }
        if (bytes >= 0) {
            String type = pool.getType() == MemoryType.HEAP ? "heap" : "non_heap";
            out.value(metric, metric.labels(), new String[] {type, pool.getName()}, bytes);
        }
    }

    /** Counts threads through their groups: the bean would stop the JVM to look at each, and on Java 8 knows no daemons. */
    private static void threads(MetricFamilies out) {
        Thread[] live = live(Thread.activeCount());
        int[][] counts = new int[2][Thread.State.values().length];
        for (Thread thread : live) {
            if (thread != null) {
                counts[thread.isDaemon() ? 1 : 0][thread.getState().ordinal()]++;
            }
        }
        for (int daemon = 0; daemon < 2; daemon++) {
            for (Thread.State state : Thread.State.values()) {
                int count = counts[daemon][state.ordinal()];
                if (count > 0) {
                    String[] labels = {daemon == 1 ? "true" : "false", text(state)};
                    out.value(Metric.JVM_THREAD_COUNT, Metric.JVM_THREAD_COUNT.labels(), labels, count);
                }
            }
        }
    }

    private static Thread[] live(int expected) {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] live = new Thread[expected + 64];
        while (root.enumerate(live) == live.length) {
            live = new Thread[live.length * 2]; // full: there may be more
        }
        return live;
    }

    private static String text(Thread.State state) {
        switch (state) {
            case RUNNABLE:
                return "runnable";
            case BLOCKED:
                return "blocked";
            case WAITING:
                return "waiting";
            case TIMED_WAITING:
                return "timed_waiting";
            case NEW:
                return "new";
            default:
                return "terminated";
        }
    }

    private static void classes(MetricFamilies out) {
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        out.value(Metric.JVM_CLASS_LOADED, classes.getTotalLoadedClassCount());
        out.value(Metric.JVM_CLASS_UNLOADED, classes.getUnloadedClassCount());
        out.value(Metric.JVM_CLASS_COUNT, classes.getLoadedClassCount());
    }

    private static void processor(MetricFamilies out) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof com.sun.management.OperatingSystemMXBean) {
            com.sun.management.OperatingSystemMXBean extended = (com.sun.management.OperatingSystemMXBean) system;
            long nanos = extended.getProcessCpuTime();
            if (nanos >= 0) {
                out.value(Metric.JVM_CPU_TIME, nanos / 1e9);
            }
            double load = extended.getProcessCpuLoad();
            if (load >= 0) {
                out.value(Metric.JVM_CPU_RECENT_UTILIZATION, load);
            }
        }
    }

    private static void buffers(MetricFamilies out) {
        List<BufferPoolMXBean> pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
        for (BufferPoolMXBean pool : pools) {
            buffer(out, Metric.JVM_BUFFER_MEMORY_USED, pool, pool.getMemoryUsed());
        }
        for (BufferPoolMXBean pool : pools) {
            buffer(out, Metric.JVM_BUFFER_MEMORY_LIMIT, pool, pool.getTotalCapacity());
        }
        for (BufferPoolMXBean pool : pools) {
            buffer(out, Metric.JVM_BUFFER_COUNT, pool, pool.getCount());
        }
    }

    private static void buffer(MetricFamilies out, Metric metric, BufferPoolMXBean pool, long value) {
        if (value >= 0) {
            out.value(metric, metric.labels(), new String[] {pool.getName()}, value);
        }
    }

    private static void fileDescriptors(MetricFamilies out) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof com.sun.management.UnixOperatingSystemMXBean) {
            com.sun.management.UnixOperatingSystemMXBean unix = (com.sun.management.UnixOperatingSystemMXBean) system;
            out.value(Metric.JVM_FILE_DESCRIPTOR_COUNT, unix.getOpenFileDescriptorCount());
            out.value(Metric.JVM_FILE_DESCRIPTOR_LIMIT, unix.getMaxFileDescriptorCount());
        }
    }

    /**
     * Measures collections by what the collectors have counted since the last look. Several within one second, and all
     * before the first scrape, share their time evenly: count and sum are exact, the distribution nearly so.
     */
    private static final class GarbageCollections implements LabelValues {
        private final SeriesTable table;
        private final List<GarbageCollectorMXBean> beans = ManagementFactory.getGarbageCollectorMXBeans();
        private final long[] counts = new long[beans.size()];
        private final long[] millis = new long[beans.size()];
        private String name;

        GarbageCollections(SeriesTable table) {
            this.table = table;
        }

        synchronized void tick() {
            for (int i = 0; i < counts.length; i++) {
                GarbageCollectorMXBean bean = beans.get(i);
                long count = bean.getCollectionCount();
                long newCollections = count - counts[i];
                if (newCollections > 0) {
                    long time = bean.getCollectionTime();
                    record(bean.getName(), newCollections, (time - millis[i]) * 1_000_000);
                    counts[i] = count;
                    millis[i] = time;
                }
            }
        }

        private void record(String collector, long newCollections, long nanos) {
            name = collector;
            Histogram histogram = table.get(this).histogram(0);
            for (long i = 0; i < newCollections; i++) {
                histogram.record(nanos / newCollections);
            }
        }

        @Override
        public String label(int index) {
            return index == 0 ? name : action(name);
        }

        /** The action as the collector's notifications would name it. */
        private static String action(String collector) {
            if (collector.endsWith("Pauses")) {
                return "end of GC pause";
            }
            if (collector.endsWith("Cycles")) {
                return "end of GC cycle";
            }
            if ("G1 Concurrent GC".equals(collector)) {
                return "end of concurrent GC pause";
            }
            boolean major = collector.contains("Old")
                    || collector.contains("MarkSweep")
                    || collector.contains("global")
                    || "scavenge".equals(collector);
            return major ? "end of major GC" : "end of minor GC";
        }
    }
}

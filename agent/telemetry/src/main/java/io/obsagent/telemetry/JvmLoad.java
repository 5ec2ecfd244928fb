package io.obsagent.telemetry;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.util.ArrayList;
import java.util.List;

/** How taken the JVM and its machine are, by what the platform's beans count anyway. Used by one thread. */
final class JvmLoad implements Trouble.Load {

    private final List<MemoryPoolMXBean> heapPools = new ArrayList<MemoryPoolMXBean>();
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final long maxHeap = Runtime.getRuntime().maxMemory();
    private long measuredAt = System.nanoTime();
    private long collectedMillis = collectedMillis();
    private double heap;
    private double gc;
    private double cpu;

    JvmLoad() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                heapPools.add(pool);
            }
        }
    }

    @Override
    public void measure(boolean withCpu) {
        long now = System.nanoTime();
        long millis = collectedMillis();
        gc = Math.min(1, (millis - collectedMillis) * 1e6 / Math.max(1, now - measuredAt));
        measuredAt = now;
        collectedMillis = millis;
        long taken = 0;
        for (MemoryPoolMXBean pool : heapPools) {
            MemoryUsage afterCollection = pool.getCollectionUsage();
            taken += afterCollection == null ? 0 : afterCollection.getUsed();
        }
        heap = Math.min(1, (double) taken / maxHeap);
        cpu = withCpu ? processors() : 0;
    }

    @Override
    public double heap() {
        return heap;
    }

    @Override
    public double gc() {
        return gc;
    }

    @Override
    public double cpu() {
        return cpu;
    }

    /** Some collectors tell how long they took while the application ran: a heap that is full as well is trouble all the same. */
    private long collectedMillis() {
        long millis = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        return millis;
    }

    private static double processors() {
        try {
            OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
            return system instanceof com.sun.management.OperatingSystemMXBean
                    ? Math.max(0, ((com.sun.management.OperatingSystemMXBean) system).getSystemCpuLoad())
                    : 0;
        } catch (LinkageError notInThisImage) {
            return 0;
        }
    }
}

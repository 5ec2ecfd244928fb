package io.obsagent.api;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the hooks of one instrumentation have cost, extrapolated from the calls that the engine has measured. Without what
 * woven methods do themselves, and without hooks that are called while a hook runs. Thread safe.
 */
public final class HookCost {

    /** Tells how many bytes the current thread has allocated in its life; -1 where the JVM does not tell. */
    public interface Allocations {
        long ofCurrentThread();
    }

    private static volatile Allocations allocations;
    private static volatile long bytesOfAsking;

    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();

    /** Negative until the JVM has told of any call, as it never does of virtual threads. */
    private final AtomicLong bytes = new AtomicLong(-1);

    HookCost() {}

    /** Sets who tells what threads allocate. Without it, only calls and time are known. */
    public static void tellAllocationsBy(Allocations telling) {
        long before = telling.ofCurrentThread();
        bytesOfAsking = Math.max(0, telling.ofCurrentThread() - before);
        allocations = telling;
    }

    /** Whether {@link #tellAllocationsBy} was called. */
    public static boolean areAllocationsTold() {
        return allocations != null;
    }

    /** Bytes that the current thread has allocated in its life; -1 when that is not known. */
    public static long allocated() {
        Allocations telling = allocations;
        try {
            return telling == null ? -1 : telling.ofCurrentThread();
        } catch (RuntimeException notTold) {
            return -1;
        }
    }

    /**
     * Bytes that the current thread has allocated since, without those of asking; -1 when that is not known.
     *
     * @param before what {@link #allocated} said
     */
    public static long allocatedSince(long before) {
        long now = before < 0 ? -1 : allocated();
        return now < 0 ? -1 : Math.max(0, now - before - bytesOfAsking);
    }

    /**
     * Adds what was measured.
     *
     * @param weight how many calls the measured one stands for
     * @param begun how many of the measured calls began: 0 or 1
     * @param tookNanos time of the hook
     * @param allocatedBytes of the hook; negative when that is not known
     */
    public void add(int weight, int begun, long tookNanos, long allocatedBytes) {
        calls.addAndGet((long) weight * begun);
        nanos.addAndGet(weight * Math.max(0, tookNanos));
        if (allocatedBytes >= 0) {
            bytes.compareAndSet(-1, 0);
            bytes.addAndGet(weight * allocatedBytes);
        }
    }

    /** Calls of hooks. */
    public long calls() {
        return calls.get();
    }

    /** Nanoseconds that passed in hooks, before and after the bodies of woven methods. */
    public long nanos() {
        return nanos.get();
    }

    /** Bytes that hooks have allocated since the JVM is asked for it; -1 when that is not known. */
    public long bytes() {
        return bytes.get();
    }
}

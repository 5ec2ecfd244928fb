package io.obsagent.instrumentation.executor;

import io.obsagent.api.Snapshot;
import io.obsagent.api.State;

/**
 * What was current where tasks were submitted to thread pools and have not begun to run, by task.
 *
 * <p>One Runnable may be submitted many times, to several pools at once: lambdas that capture nothing are one object for
 * the whole JVM. Its submissions to one pool are told apart by their order only; they do the same work anyway.
 *
 * <p>Most pools never get a task within an operation, those that serve requests above all: their tasks are not looked up,
 * since the JVM would have to make up an identity hash for each.
 */
final class Submissions {

    private static final State<Runnable, Pending> PENDING = new State<Runnable, Pending>();

    private static final int POOLS = 256;

    /**
     * By identity hash, whether something was ever pending for a pool; for one that never got anything it may be that of another.
     * Set before the task is in the pool's queue, which hands it over with the task.
     */
    private static final boolean[] HAD_PENDING = new boolean[POOLS];

    private Submissions() {}

    /** Keeps a snapshot for a task until the pool takes the task out of its queue. */
    static void add(Object pool, Runnable task, Snapshot snapshot) {
        int index = index(pool);
        if (!HAD_PENDING[index]) {
            HAD_PENDING[index] = true;
        }
        for (; ; ) {
            Pending pending = PENDING.get(task);
            if (pending == null) {
                pending = new Pending();
                if (PENDING.putIfAbsent(task, pending) != null) {
                    continue;
                }
            }
            synchronized (pending) {
                if (!pending.abandoned) {
                    pending.add(pool, snapshot);
                    return;
                }
            }
        }
    }

    /** Takes the snapshot of the oldest submission; null where nothing was current. */
    static Snapshot takeOldest(Object pool, Runnable task) {
        return take(pool, task, true);
    }

    /** Takes the snapshot of the latest submission: of a task that was not accepted, or withdrawn. */
    static Snapshot takeLatest(Object pool, Runnable task) {
        return take(pool, task, false);
    }

    private static Snapshot take(Object pool, Runnable task, boolean oldest) {
        if (!HAD_PENDING[index(pool)]) {
            return null;
        }
        Pending pending = PENDING.get(task);
        if (pending == null) {
            return null;
        }
        synchronized (pending) {
            Snapshot snapshot = pending.take(pool, oldest);
            if (pending.isEmpty() && !pending.abandoned) {
                pending.abandoned = true;
                PENDING.remove(task);
            }
            return snapshot;
        }
    }

    private static int index(Object pool) {
        return System.identityHashCode(pool) & POOLS - 1;
    }

    /** The number of tasks with pending submissions. For tests. */
    static int size() {
        return PENDING.size();
    }
}

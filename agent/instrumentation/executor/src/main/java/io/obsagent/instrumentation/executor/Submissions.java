package io.obsagent.instrumentation.executor;

import io.obsagent.api.Snapshot;
import io.obsagent.api.State;

/**
 * What was current where tasks were submitted to thread pools and have not begun to run, by task.
 *
 * <p>One Runnable may be submitted many times, to several pools at once: lambdas that capture nothing are one object for
 * the whole JVM. Its submissions to one pool are told apart by their order only; they do the same work anyway.
 */
final class Submissions {

    private static final State<Runnable, Pending> PENDING = new State<Runnable, Pending>();

    private Submissions() {}

    /** Keeps a snapshot for a task until the pool takes the task out of its queue. */
    static void add(Object pool, Runnable task, Snapshot snapshot) {
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

    /** The number of tasks with pending submissions. For tests. */
    static int size() {
        return PENDING.size();
    }
}

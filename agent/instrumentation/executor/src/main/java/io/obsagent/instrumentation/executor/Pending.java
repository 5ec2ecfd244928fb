package io.obsagent.instrumentation.executor;

import io.obsagent.api.Snapshot;

/** The snapshots of one task's pending submissions, oldest first. Guarded by its own monitor. */
final class Pending {

    /** More submissions of one object at once are not told apart any better, but cost memory. */
    static final int MAX = 1024;

    /** Set once empty and taken out of the table: too late to add to. */
    boolean abandoned;

    private Submission first;
    private Submission last;
    private int size;

    void add(Object pool, Snapshot snapshot) {
        if (size == MAX) {
            return;
        }
        Submission added = new Submission(System.identityHashCode(pool), snapshot);
        if (last == null) {
            first = added;
        } else {
            last.next = added;
        }
        last = added;
        size++;
    }

    /** Takes out the oldest or latest snapshot that belongs to a pool; null when there is none. */
    Snapshot take(Object pool, boolean oldest) {
        int poolId = System.identityHashCode(pool);
        Submission found = null;
        Submission beforeFound = null;
        Submission before = null;
        for (Submission each = first; each != null; each = each.next) {
            if (each.poolId == poolId) {
                found = each;
                beforeFound = before;
                if (oldest) {
                    break;
                }
            }
            before = each;
        }
        if (found == null) {
            return null;
        }
        if (beforeFound == null) {
            first = found.next;
        } else {
            beforeFound.next = found.next;
        }
        if (found == last) {
            last = beforeFound;
        }
        size--;
        return found.snapshot;
    }

    boolean isEmpty() {
        return first == null;
    }

    private static final class Submission {
        /** The pool's identity hash: tells pools apart well enough, and keeps none alive. */
        private final int poolId;

        private final Snapshot snapshot;
        private Submission next;

        Submission(int poolId, Snapshot snapshot) {
            this.poolId = poolId;
            this.snapshot = snapshot;
        }
    }
}

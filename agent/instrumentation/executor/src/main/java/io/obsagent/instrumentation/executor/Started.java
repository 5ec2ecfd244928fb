package io.obsagent.instrumentation.executor;

import io.obsagent.api.Snapshot;
import io.obsagent.api.State;

/** What was current where threads were started, until they run. */
final class Started {

    static final State<Thread, Snapshot> SNAPSHOTS = new State<Thread, Snapshot>();

    private static final String VIRTUAL = "java.lang.VirtualThread";

    private Started() {}

    /** Whether the thread runs a task that it was made for, and is no class of its own. */
    static boolean isPlain(Thread thread) {
        return thread.getClass() == Thread.class || thread.getClass().getName().equals(VIRTUAL);
    }
}

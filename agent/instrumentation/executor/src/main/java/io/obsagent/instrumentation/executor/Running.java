package io.obsagent.instrumentation.executor;

import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;

/** The context of the task that a pool's worker thread runs: begun and ended by different hooks on that thread. */
final class Running {

    private static final ThreadLocal<Scope> SCOPE = new ThreadLocal<Scope>();

    private Running() {}

    /** A task begins on this thread. */
    static void begin(Snapshot snapshot) {
        if (snapshot != null) {
            SCOPE.set(snapshot.activate());
        } else if (Telemetry.get().currentContext() != null) {
            // left behind by a task before: records of a broken off iteration, for one
            SCOPE.set(Telemetry.get().suspend());
        }
    }

    /** The task that ran on this thread has ended, if there was one. */
    static void end() {
        Scope scope = SCOPE.get();
        if (scope != null) {
            SCOPE.set(null);
            scope.close();
        }
    }
}

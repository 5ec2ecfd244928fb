package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Snapshot;

/**
 * {@code Thread.run} and, from Java 19 on, {@code runWith}, which virtual threads call too: a thread runs the task that
 * it was made with.
 *
 * <p>Threads of a class that does not say itself what they run are workers of a pool, made by its factory. Those outlive
 * the work that happened to start them, so they do not run in its trace.
 */
public final class ThreadHook extends ScopeHook {

    @Override
    public void before(Call call) {
        Thread thread = call.self();
        Snapshot snapshot = Started.SNAPSHOTS.remove(thread);
        if (snapshot != null && Started.isPlain(thread)) {
            call.attach(snapshot.activate());
        }
    }
}

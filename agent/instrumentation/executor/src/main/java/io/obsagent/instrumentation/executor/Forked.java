package io.obsagent.instrumentation.executor;

import io.obsagent.api.Snapshot;
import io.obsagent.api.State;
import java.util.concurrent.ForkJoinTask;

/** What was current where fork/join tasks and stages of CompletableFutures were made or forked, until they run. */
final class Forked {

    static final State<ForkJoinTask<?>, Snapshot> SNAPSHOTS = new State<ForkJoinTask<?>, Snapshot>();

    private Forked() {}
}

package io.obsagent.instrumentation.executor;

import io.obsagent.api.Snapshot;
import io.obsagent.api.State;
import java.util.TimerTask;

/** What was current where tasks were scheduled on a Timer, until they run. A TimerTask can be scheduled once only. */
final class Timed {

    static final State<TimerTask, Snapshot> SNAPSHOTS = new State<TimerTask, Snapshot>();

    private Timed() {}
}

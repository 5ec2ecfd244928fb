package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;

/** {@code Thread.start}, also of virtual threads and of those of a structured scope: the thread is handed over. */
public final class StartHook implements Hook {

    @Override
    public void before(Call call) {
        Snapshot snapshot = Telemetry.get().capture();
        Thread thread = call.self();
        if (snapshot != null
                && (Started.isPlain(thread) || !isOfTheJdk(thread.getClass().getName()))) {
            Started.SNAPSHOTS.put(thread, snapshot);
            call.attach(snapshot);
        }
    }

    @Override
    public void after(Call call) {
        if (call.thrown() != null && call.attached() != null) {
            Started.SNAPSHOTS.remove(call.<Thread>self());
        }
    }

    /** Threads of timers, pools and selectors serve the whole JVM, whoever was the first to need them. */
    private static boolean isOfTheJdk(String className) {
        return className.startsWith("java.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || className.startsWith("com.sun.");
    }
}

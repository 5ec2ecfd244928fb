package io.obsagent.testkit;

import java.util.concurrent.ThreadFactory;

/** Threads that never keep a test JVM alive. */
final class DaemonThreads {

    private DaemonThreads() {}

    static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}

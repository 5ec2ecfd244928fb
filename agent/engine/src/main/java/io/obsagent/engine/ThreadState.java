package io.obsagent.engine;

/** What the dispatcher knows of one thread. */
final class ThreadState {

    /** A hook is running: woven methods that it calls call no hooks. */
    boolean busy;

    /** Bits of the re-entrance groups in which this thread is. */
    long groups;
}

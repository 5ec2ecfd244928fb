package io.obsagent.api;

/** The span of time in which something is current on one thread. Closed once, on the thread that opened it. */
public interface Scope extends AutoCloseable {

    /** A scope that changes nothing. */
    Scope NONE = new Scope() {
        @Override
        public void close() {}
    };

    /** Makes current what was current before. Further calls do nothing. */
    @Override
    void close();
}

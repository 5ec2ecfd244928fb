package io.obsagent.instrumentation.connectionpool;

import java.util.NoSuchElementException;

/** How Commons Pool, of both generations, tells that nothing became free. */
final class PoolTimeouts {

    private PoolTimeouts() {}

    /** Whether that is the cause; a connection that turned out to be broken has a cause in its turn. */
    static boolean isCause(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause instanceof NoSuchElementException && cause.getCause() == null;
    }
}

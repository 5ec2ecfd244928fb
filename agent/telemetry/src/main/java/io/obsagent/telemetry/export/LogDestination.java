package io.obsagent.telemetry.export;

import java.util.ArrayDeque;

/** Where log events go. Used by one thread but for {@link #abortIfStuck}. */
interface LogDestination<R> {

    /**
     * Sends events, the oldest first, and takes those off that have been sent.
     *
     * @return what came of it; what is left may be sent again where that says so
     */
    Delivery send(ArrayDeque<R> events);

    /** Breaks off what is under way when that takes far too long. Called by any thread. */
    void abortIfStuck();

    /** Gives the connection back. */
    void close();
}

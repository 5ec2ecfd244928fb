package io.obsagent.telemetry;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads what belongs to the application, whose code may hold us up, on a thread of its own, at most one, and leaves out of a
 * scrape what takes too long. Scrapes come one after the other.
 */
final class SeparateReading<T> {

    private static final int MILLIS = 1_000;

    private final String what;

    /** The last reading, under way or done. */
    private volatile FutureTask<T> reading;

    /** @param what names the thread */
    SeparateReading(String what) {
        this.what = what;
    }

    /** What was read; null when it has failed or takes too long. The reading under way goes on, and no other begins. */
    T read(Callable<T> source) {
        if (reading == null || reading.isDone()) {
            reading = new FutureTask<T>(source);
            new AgentThread(what, reading).start();
        }
        try {
            return reading.get(MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            AgentLog.debug("cannot read the application's " + what, failure);
        }
        return null;
    }
}

package io.obsagent.telemetry.export;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import io.obsagent.config.AgentConfig;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings batches to the collector, one after the other, on a thread of its own: a collector may take its time. One batch
 * is at hand, in memory, and tried until it is accepted or refused. Those behind it wait in the spool, where that can be
 * written, and otherwise with whoever has them.
 *
 * <p>The batch at hand is always the oldest. Its file, when it has come from the spool, is deleted with its delivery. Thread
 * safe; nobody but the two threads of the export waits for its monitor.
 */
final class BatchSender {

    private static final long FIRST_BACKOFF_MILLIS = 1_000;
    private static final long MAX_BACKOFF_MILLIS = 10_000;
    private static final long MAX_RETRY_AFTER_MILLIS = 60_000;
    /** A collector that takes longer for a batch is as good as away when the JVM ends. */
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long the thread pauses when the JVM had no memory or stack for it. */
    private static final long FAILED_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AgentConfig.Exporter config;
    private final Disk disk;
    private final CollectorState state;
    private final Sender sender;
    private final Losses losses;
    private final Runnable onProgress;
    private final LongAdder exported = new LongAdder();

    private Batch atHand;
    /** Whether the batch at hand is on its way, and {@link System#nanoTime()} when it set out. */
    private boolean sending;

    private long since;

    private long failures;
    private boolean retrying;
    private long backoffMillis = FIRST_BACKOFF_MILLIS;
    private long nextAttempt = System.nanoTime();

    private Batch.Buffer spare;
    private volatile String problem;
    private boolean closed;

    /** @param onProgress called when there may be place for another batch */
    BatchSender(AgentConfig config, Sender sender, Losses losses, Runnable onProgress) {
        this.config = config.exporter;
        this.disk = new Disk(config, losses);
        this.state = new CollectorState(config.exporter.endpointName, "spans", "obs_agent_spans_dropped_total");
        this.sender = sender;
        this.losses = losses;
        this.onProgress = onProgress;
    }

    void start() {
        new AgentThread("send", new Runnable() {
                    @Override
                    public void run() {
                        work();
                    }
                })
                .start();
    }

    /** Memory for the next batch. */
    synchronized Batch.Buffer memory() {
        Batch.Buffer memory = spare;
        spare = null;
        if (memory == null) {
            return new Batch.Buffer();
        }
        memory.reset();
        return memory;
    }

    private void recycle(Batch batch) {
        Batch.Buffer memory = batch.unload();
        if (memory != null && memory.isSmall()) {
            spare = memory;
        }
    }

    /** Whether a batch would be sent at once. */
    private boolean isFree() {
        return atHand == null && disk.isEmpty();
    }

    /** How many spans must wait before they go to the disk: short troubles end before. */
    private int spoolAt() {
        int half = Math.max(1, config.queueSize / 2);
        return retrying ? Math.min(config.batchSize, half) : half;
    }

    /**
     * How many spans must wait before there is place for a batch of them; {@link Integer#MAX_VALUE} when there is none.
     *
     * @param soon when a batch is sent at once
     */
    synchronized int placeFrom(int soon) {
        if (isFree()) {
            return soon;
        }
        return disk.isUsable() ? spoolAt() : Integer.MAX_VALUE;
    }

    /**
     * Whether there is place for a batch when the JVM ends, however few spans it has.
     *
     * @param late whether nothing can wait any longer for the collector
     */
    synchronized boolean hasLastPlace(boolean late) {
        return isFree() || disk.isUsable() && (late || retrying || isSlow());
    }

    private boolean isSlow() {
        return sending && System.nanoTime() - since > SLOW_NANOS;
    }

    /** Takes a batch; false when there is no place for it after all. */
    synchronized boolean put(Batch batch) {
        if (isFree()) {
            atHand = batch;
            notifyAll();
            return true;
        }
        boolean written = disk.add(batch);
        if (written) {
            recycle(batch);
            notifyAll();
        }
        return written;
    }

    /** The number of attempts after which a batch was still to be sent. */
    synchronized long failures() {
        return failures;
    }

    /** Tries again at once. */
    synchronized void hurry() {
        nextAttempt = System.nanoTime();
        notifyAll();
    }

    /** Whether all has been sent, and the disk is as it was found. */
    synchronized boolean isDone() {
        return atHand == null && !disk.isOpen();
    }

    /** Writes what is only in memory to the disk, where that is possible: the JVM may end. */
    synchronized void save() {
        if (atHand != null) {
            disk.save(atHand);
        }
    }

    private void work() {
        boolean working = true;
        while (working) {
            try {
                working = sendNext();
            } catch (Throwable noMemoryNoStack) {
                // the next attempt may find some
                LockSupport.parkNanos(FAILED_PAUSE_NANOS);
            }
        }
    }

    /** Returns whether there may be more to do. */
    private boolean sendNext() {
        Batch batch = next();
        if (batch == null) {
            return false;
        }
        try {
            settle(batch, sender.send(batch));
        } catch (Throwable unexpected) {
            giveUp(batch);
            AgentLog.debug("export failed", unexpected);
        }
        onProgress.run();
        return true;
    }

    private synchronized void giveUp(Batch lost) {
        sending = false;
        if (atHand == lost) {
            losses.add(LossReason.FAILED, lost.spans);
            done(lost);
        }
    }

    /** Waits until a batch is to be sent; null when there is nothing to do any more. */
    private synchronized Batch next() {
        while (!closed) {
            try {
                if (atHand == null && disk.isOpen()) {
                    takeFromDisk();
                }
                long left = atHand == null ? 0 : nextAttempt - System.nanoTime();
                if (atHand == null) {
                    wait();
                } else if (left > 0) {
                    wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
                } else {
                    since = System.nanoTime();
                    sending = true;
                    return atHand;
                }
            } catch (InterruptedException notOurs) {
                // nobody has a reason to interrupt this thread
            } catch (RuntimeException unexpected) {
                AgentLog.debug("a batch in the spool is unreadable", unexpected);
            }
        }
        return null;
    }

    private void takeFromDisk() {
        Batch.Buffer memory = memory();
        atHand = disk.take(memory);
        if (atHand == null) {
            spare = memory;
        }
    }

    private synchronized void settle(Batch batch, Delivery delivery) {
        sending = false;
        if (closed && delivery.problem != null) {
            return; // it was the end that broke it off
        }
        if (delivery.retryable) {
            failures++;
            retrying = true;
            away(delivery.problem);
            long wait = delivery.retryAfterMillis >= 0
                    ? Math.min(delivery.retryAfterMillis, MAX_RETRY_AFTER_MILLIS)
                    : backoffMillis / 2 + ThreadLocalRandom.current().nextLong(backoffMillis / 2 + 1);
            backoffMillis = Math.min(backoffMillis * 2, MAX_BACKOFF_MILLIS);
            nextAttempt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
        } else if (delivery.problem != null) {
            losses.add(LossReason.REFUSED, batch.spans);
            done(batch);
            away(delivery.problem);
        } else {
            long rejected = Math.min(delivery.rejectedSpans, batch.spans);
            exported.add(batch.spans - rejected);
            losses.add(LossReason.REJECTED, rejected);
            state.rejected(rejected, delivery.warning);
            done(batch);
            state.back(losses);
            disk.collectorIsThere();
        }
    }

    private void done(Batch batch) {
        atHand = null;
        disk.delete(batch);
        recycle(batch);
        retrying = false;
        backoffMillis = FIRST_BACKOFF_MILLIS;
        nextAttempt = System.nanoTime();
    }

    private void away(String problem) {
        this.problem = problem;
        if (!state.isAway()) {
            state.away(problem, retrying ? disk.prospect() : "what it refuses is lost");
        }
    }

    long exported() {
        return exported.sum();
    }

    /** Whether the collector accepted the last batch; null before the first. */
    Boolean up() {
        return state.isUp();
    }

    /** Why the last attempt failed that did; null when none has. */
    String problem() {
        return problem;
    }

    /** The bytes that the spool takes of the disk. */
    long spoolBytes() {
        return disk.bytes();
    }

    /** Breaks off a sending that has taken far too long. */
    void abortIfStuck() {
        sender.abortIfStuck();
    }

    /** Ends the thread. What is in the spool is left to the next JVM. */
    synchronized void close() {
        closed = true;
        notifyAll();
        sender.close();
        disk.close();
    }
}

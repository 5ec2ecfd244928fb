package io.obsagent.telemetry.export;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import io.obsagent.config.AgentConfig;
import io.obsagent.config.Protocol;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes ended spans to the collector, in batches. Whoever ends a span never waits: when the queue is full the span is
 * dropped and counted. One thread puts batches together; a {@link BatchSender} brings them to the collector or, while that
 * is away, to the disk.
 *
 * @param <S> an ended span as it was recorded
 */
public final class SpanExporter<S> {

    private static final long PRODUCER_NANOS = 1_000_000;
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SPANS_AT_A_STRETCH = 16;
    private static final long FLUSH_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final SpanQueue<S> queue;
    private final SpanBatch<S> batch;
    private final AgentConfig config;
    private final boolean off;
    private final int batchSize;
    private final long delayNanos;
    private final Runnable tick;

    /** Spans that were submitted and did not come into the queue. */
    private final LongAdder notQueued = new LongAdder();

    private final Losses losses = new Losses();

    private final AtomicBoolean asleep = new AtomicBoolean();
    /** The number of waiting spans from which on the thread has something to do. */
    private volatile int wakeAt;

    /** Whether the thread has something to do when the sender has got on. True while it is looking for that. */
    private volatile boolean waitsForSender = true;

    private volatile Flush flush;
    private volatile boolean closed;
    private volatile Thread thread;
    /** Made for the first batch: what it needs is loaded when it is needed. */
    private volatile BatchSender sender;
    /** Spans on their way from the queue to the batch, and how many of them have not arrived. */
    private final S[] stretch;

    private int toAdd;
    /** Never read: a compiler leaves out what has no effect. */
    private int touched;
    /** A batch for which there was no place. */
    private Batch held;

    private boolean failureTold;

    /**
     * @param config where to send
     * @param batch an empty batch
     * @param tick called about once a second on the exporter's thread
     */
    @SuppressWarnings("unchecked")
    public SpanExporter(AgentConfig config, SpanBatch<S> batch, Runnable tick) {
        this.config = config;
        this.off = config.exporter.protocol == Protocol.NONE;
        this.queue = new SpanQueue<S>(config.exporter.queueSize);
        this.stretch = (S[]) new Object[SPANS_AT_A_STRETCH];
        this.batch = batch;
        this.batchSize = config.exporter.batchSize;
        this.wakeAt = batchSize;
        this.delayNanos = TimeUnit.MILLISECONDS.toNanos(config.exporter.scheduleDelayMillis);
        this.tick = tick;
    }

    /** Starts the thread. Spans may have been submitted before. */
    public void start() {
        thread = new AgentThread("export", new Runnable() {
            @Override
            public void run() {
                work();
            }
        });
        thread.start();
    }

    /** Takes an ended span. Never blocks. Called by any thread. */
    public void submit(S span) {
        if (off) {
            notQueued.increment();
        } else if (!queue.offer(span)) {
            lost(LossReason.QUEUE_FULL, 1);
        } else if (queue.size() >= wakeAt && asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    /** Counts ended spans that could not be kept until they were to be submitted. Called by any thread. */
    public void lost(LossReason reason, long spans) {
        notQueued.add(spans);
        losses.add(reason, spans);
    }

    /** Whether spans pile up: more than a quarter of the queue is taken. */
    public boolean isBehind() {
        return queue.size() > config.exporter.queueSize / 4;
    }

    /** The number of spans that were submitted. */
    public long recorded() {
        return queue.taken() + notQueued.sum();
    }

    /** The number of spans that the collector has accepted; among them may be some that an earlier JVM recorded. */
    public long exported() {
        BatchSender sending = sender;
        return sending == null ? 0 : sending.exported();
    }

    /** The number of spans that were lost for a reason. */
    public long dropped(LossReason reason) {
        return losses.count(reason);
    }

    /** Whether the collector accepted the last batch; null before the first. */
    public Boolean up() {
        BatchSender sending = sender;
        return sending == null ? null : sending.up();
    }

    /** Why the collector did not accept a batch the last time; null when it always has. */
    public String problem() {
        BatchSender sending = sender;
        return sending == null ? null : sending.problem();
    }

    /** The bytes of disk that waiting spans take. */
    public long spoolBytes() {
        BatchSender sending = sender;
        return sending == null ? 0 : sending.spoolBytes();
    }

    /**
     * Sends everything that was submitted before; what the collector does not take goes to the disk, where that is
     * possible.
     *
     * @return whether all was tried within the time
     */
    public synchronized boolean flush(long timeoutMillis) {
        Thread exporting = thread;
        if (exporting == null || off) {
            return true;
        }
        Flush flushing = new Flush(timeoutMillis);
        flush = flushing;
        LockSupport.unpark(exporting);
        try {
            return flushing.done.await(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the threads. What was not flushed is lost. */
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        BatchSender sending = sender;
        if (sending != null) {
            sending.close();
        }
    }

    private void work() {
        long now = System.nanoTime();
        long due = now + delayNanos;
        long nextTick = now;
        while (!closed) {
            try {
                waitsForSender = true;
                now = System.nanoTime();
                if (now - nextTick >= 0) {
                    nextTick = now + TICK_NANOS;
                    tick();
                }
                Flush flushing = flush;
                boolean isDue = now - due >= 0;
                if (flushing != null) {
                    flush(flushing);
                } else if (isDue && queue.size() == 0) {
                    due = System.nanoTime() + delayNanos;
                } else if (held != null || queue.size() >= placeFrom(isDue ? 1 : batchSize)) {
                    moveQueued(null);
                    due = System.nanoTime() + delayNanos;
                }
                now = System.nanoTime();
                sleep(due - now, nextTick - now);
            } catch (Throwable unexpected) {
                AgentLog.debug("export failed", unexpected);
                losses.add(LossReason.FAILED, batch.size() + toAdd);
                toAdd = 0;
                batch.clear();
            }
        }
    }

    private void tick() {
        tick.run();
        BatchSender sending = sender;
        if (sending != null) {
            sending.abortIfStuck();
        }
    }

    /**
     * Sleeps until something is due, or somebody wakes it: a producer, a flush, or the sender that has got on.
     *
     * @param untilDue nanoseconds until spans have waited long enough; not positive where they have
     */
    private void sleep(long untilDue, long untilTick) {
        boolean flushing = flush != null;
        boolean waits = flushing || held != null || queue.size() >= (untilDue > 0 ? batchSize : 1);
        wakeAt = held != null ? Integer.MAX_VALUE : waits ? placeFrom(batchSize) : batchSize;
        waitsForSender = waits;
        asleep.set(true);
        if (!closed && queue.size() < wakeAt) {
            long most = Math.max(1, flushing ? FLUSH_STEP_NANOS : untilTick);
            LockSupport.parkNanos(this, untilDue > 0 ? Math.min(untilDue, most) : most);
        }
        asleep.set(false);
    }

    private int placeFrom(int soon) {
        BatchSender sending = sender;
        return sending == null ? soon : sending.placeFrom(soon);
    }

    private void flush(Flush flushing) {
        BatchSender sending = sender;
        if (!flushing.begun) {
            flushing.begun = true;
            if (sending != null) {
                flushing.failures = sending.failures();
                sending.hurry();
            }
        }
        boolean moved = moveQueued(flushing);
        sending = sender;
        if (sending == null || moved && sending.isDone()) {
            end(flushing);
            return;
        }
        boolean tried = sending.failures() > flushing.failures;
        if (flushing.isLate() || tried && (moved || !sending.hasLastPlace(false))) {
            sending.save();
            end(flushing);
        }
    }

    private void end(Flush flushing) {
        if (flush == flushing) {
            flush = null;
        }
        flushing.done.countDown();
    }

    /**
     * Hands over what is in the queue, as far as there is place.
     *
     * @param flushing null when only whole batches need to go to the disk
     * @return whether nothing is left of what was in the queue
     */
    private boolean moveQueued(Flush flushing) {
        int left = queue.size();
        while (!closed) {
            if (held != null) {
                if (!sender.put(held)) {
                    return false;
                }
                held = null;
            }
            if (left <= 0) {
                return true;
            }
            if (!hasPlace(left, flushing)) {
                return false;
            }
            int taken = fill(left);
            if (taken == 0) {
                return false;
            }
            left -= taken;
            held = encode();
        }
        return false;
    }

    private boolean hasPlace(int spans, Flush flushing) {
        return spans >= placeFrom(1) || flushing != null && sender.hasLastPlace(flushing.isLate());
    }

    /** Fills the batch; returns how many places of the queue are free again. */
    private int fill(int most) {
        int taken = 0;
        while (taken < most && batch.size() < batchSize) {
            int count = queue.poll(stretch, Math.min(stretch.length, Math.min(most - taken, batchSize - batch.size())));
            if (count > 0) {
                taken += count;
                add(count);
            } else if (queue.giveUpPlace()) {
                taken++;
                losses.add(LossReason.FAILED, 1);
            } else {
                LockSupport.parkNanos(this, PRODUCER_NANOS);
                break; // its producer is about to store it
            }
            if (count == stretch.length && flush == null && queue.size() < batchSize) {
                Thread.yield(); // a request's thread that wants this processor comes first
            }
        }
        return taken;
    }

    private void add(int count) {
        toAdd = count;
        touched = touch(count);
        for (int i = 0; i < count; i++) {
            S span = stretch[i];
            stretch[i] = null;
            toAdd--;
            add(span);
        }
    }

    private int touch(int count) {
        int sum = 0;
        try {
            for (int i = 0; i < count; i++) {
                sum += batch.touch(stretch[i]);
            }
        } catch (RuntimeException | Error e) {
            AgentLog.debug("span not read ahead", e); // whether it can be written is seen below
        }
        return sum;
    }

    private void add(S span) {
        try {
            batch.add(span);
        } catch (RuntimeException | Error e) {
            lost(1, e);
        }
    }

    private void lost(int spans, Throwable failure) {
        losses.add(LossReason.FAILED, spans);
        if (!failureTold) {
            failureTold = true;
            AgentLog.warn(
                    40,
                    "spans for " + config.exporter.endpointName + " are lost: "
                            + failure.getClass().getName());
        }
        AgentLog.debug("export failed", failure);
    }

    /** Null when there are no spans, or when they cannot be encoded. */
    private Batch encode() {
        int spans = batch.size();
        if (spans == 0) {
            return null;
        }
        try {
            if (sender == null) {
                startSender();
            }
            ProtoWriter request = batch.end();
            Batch.Buffer memory = sender.memory();
            memory.take(request);
            return new Batch(spans, System.currentTimeMillis(), memory);
        } catch (RuntimeException | Error e) {
            lost(spans, e);
            return null;
        } finally {
            batch.clear();
        }
    }

    private void startSender() {
        BatchSender made = new BatchSender(config, Sender.of(config.exporter), losses, new Runnable() {
            @Override
            public void run() {
                if (waitsForSender) {
                    LockSupport.unpark(thread);
                }
            }
        });
        made.start();
        sender = made;
    }

    /** Somebody waits until all has been sent. Used by the exporter's thread, but for the end. */
    private static final class Flush {
        final CountDownLatch done = new CountDownLatch(1);
        private final long lateAt;
        boolean begun;
        /** The attempts that had failed when it began. */
        long failures;

        Flush(long timeoutMillis) {
            lateAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis * 4 / 5);
        }

        /** Whether the rest of the time is needed for the disk. */
        boolean isLate() {
            return System.nanoTime() - lateAt >= 0;
        }
    }
}

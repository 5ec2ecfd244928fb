package io.obsagent.telemetry.export;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import io.obsagent.config.AgentConfig;
import io.obsagent.config.Protocol;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends ended spans to the collector, in batches, on one thread. Whoever ends a span never waits: when the queue is full
 * the span is dropped and counted. While the collector is away the batch at hand is tried again and again, and the queue
 * holds what comes after.
 *
 * @param <S> an ended span as it was recorded
 */
public final class SpanExporter<S> {

    private static final long PRODUCER_NANOS = 1_000_000;
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FIRST_BACKOFF_MILLIS = 1_000;
    private static final long MAX_BACKOFF_MILLIS = 10_000;
    private static final long MAX_RETRY_AFTER_MILLIS = 60_000;

    private final SpanQueue<S> queue;
    private final SpanBatch<S> batch;
    private final AgentConfig.Exporter config;
    private final int batchSize;
    private final long delayNanos;
    private final Runnable tick;

    private final LongAdder recorded = new LongAdder();
    private final LongAdder exported = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    private final AtomicBoolean asleep = new AtomicBoolean();
    private volatile CountDownLatch flush;
    private volatile boolean closed;
    private volatile Boolean up;
    private volatile Thread thread;
    /** Made for the first batch: what it needs is loaded when it is needed. */
    private volatile Collector collector;

    /**
     * @param config where to send
     * @param batch an empty batch
     * @param tick called about once a second on the exporter's thread
     */
    public SpanExporter(AgentConfig.Exporter config, SpanBatch<S> batch, Runnable tick) {
        this.config = config;
        this.queue = new SpanQueue<S>(config.queueSize);
        this.batch = batch;
        this.batchSize = config.batchSize;
        this.delayNanos = TimeUnit.MILLISECONDS.toNanos(config.scheduleDelayMillis);
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
        recorded.increment();
        if (config.protocol == Protocol.NONE) {
            return;
        }
        if (!queue.offer(span)) {
            dropped.increment();
            Collector full = collector;
            if (full != null) {
                full.abortIfStuck();
            }
        } else if (queue.size() >= batchSize && asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    /** Whether spans pile up: more than a quarter of the queue is taken. */
    public boolean isBehind() {
        return queue.size() > config.queueSize / 4;
    }

    /** The number of spans that were submitted. */
    public long recorded() {
        return recorded.sum();
    }

    /** The number of spans that the collector has accepted. */
    public long exported() {
        return exported.sum();
    }

    /** The number of spans that were lost: the queue was full or the collector refused them. */
    public long dropped() {
        return dropped.sum();
    }

    /** Whether the collector accepted the last batch; null before the first. */
    public Boolean up() {
        return up;
    }

    /**
     * Sends everything that was submitted before.
     *
     * @return whether all was tried within the time
     */
    public synchronized boolean flush(long timeoutMillis) {
        Thread exporting = thread;
        if (exporting == null || config.protocol == Protocol.NONE) {
            return true;
        }
        CountDownLatch done = new CountDownLatch(1);
        flush = done;
        LockSupport.unpark(exporting);
        try {
            return done.await(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the thread. What was not flushed is lost. */
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Collector open = collector;
        if (open != null) {
            open.close();
        }
    }

    private void work() {
        long due = System.nanoTime() + delayNanos;
        while (!closed) {
            try {
                tick.run();
                CountDownLatch flushing = flush;
                if (flushing != null || queue.size() >= batchSize || System.nanoTime() - due >= 0) {
                    sendQueued();
                    due = System.nanoTime() + delayNanos;
                    flushed(flushing);
                }
                sleep(due - System.nanoTime());
            } catch (Throwable unexpected) {
                AgentLog.debug("export failed", unexpected);
                dropped.add(batch.size());
                batch.clear();
            }
        }
    }

    private void sleep(long nanos) {
        asleep.set(true);
        if (flush == null && !closed && queue.size() < batchSize) {
            LockSupport.parkNanos(this, Math.min(nanos, TICK_NANOS));
        }
        asleep.set(false);
    }

    private void flushed(CountDownLatch flushing) {
        if (flushing != null) {
            if (flush == flushing) {
                flush = null;
            }
            flushing.countDown();
        }
    }

    private void sendQueued() {
        int left = queue.size();
        while (left > 0 && !closed) {
            S span = queue.poll();
            if (span != null) {
                batch.add(span);
            } else if (queue.giveUpPlace()) {
                dropped.increment();
            } else {
                LockSupport.parkNanos(this, PRODUCER_NANOS);
                break; // its producer is about to store it
            }
            left--;
            if (batch.size() == batchSize) {
                deliver();
            }
        }
        if (batch.size() > 0) {
            deliver();
        }
    }

    /** Sends the batch until the collector accepts or refuses it. */
    private void deliver() {
        long backoff = FIRST_BACKOFF_MILLIS;
        while (!closed) {
            Delivery delivery = send();
            if (!delivery.retryable) {
                settle(delivery);
                break;
            }
            away(delivery.problem);
            flushed(flush); // a collector that is away must not hold up the end of the application
            long wait = delivery.retryAfterMillis >= 0
                    ? Math.min(delivery.retryAfterMillis, MAX_RETRY_AFTER_MILLIS)
                    : backoff / 2 + ThreadLocalRandom.current().nextLong(backoff / 2 + 1);
            backoff = Math.min(backoff * 2, MAX_BACKOFF_MILLIS);
            pause(wait);
        }
        batch.clear();
    }

    private Delivery send() {
        try {
            if (collector == null) {
                collector = new Collector(config);
            }
            return collector.export(batch.spans());
        } catch (RuntimeException e) {
            AgentLog.debug("export failed", e);
            return Delivery.refused(e.toString());
        }
    }

    private void settle(Delivery delivery) {
        if (delivery.problem == null) {
            exported.add(batch.size() - delivery.rejectedSpans);
            dropped.add(delivery.rejectedSpans);
            back();
        } else {
            dropped.add(batch.size());
            away(delivery.problem);
        }
    }

    private void away(String problem) {
        if (!Boolean.FALSE.equals(up)) {
            up = Boolean.FALSE;
            AgentLog.warn("collector " + config.endpointName + " takes no spans (" + problem
                    + "); the application runs on, the newest spans are lost while it is away");
        }
    }

    private void back() {
        if (Boolean.FALSE.equals(up)) {
            AgentLog.info(
                    "collector " + config.endpointName + " takes spans again; " + dropped.sum() + " were lost so far");
        }
        up = Boolean.TRUE;
    }

    /** Waits before the next attempt; a flush ends the wait. */
    private void pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = end - System.nanoTime();
        while (left > 0 && !closed && flush == null) {
            LockSupport.parkNanos(this, Math.min(left, TICK_NANOS));
            tick.run();
            left = end - System.nanoTime();
        }
    }
}

package io.obsagent.telemetry.export;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import io.obsagent.config.AgentConfig;
import io.obsagent.config.LogsShipping;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes log events to where they are collected. Whoever logs never waits: what does not fit the queue is dropped and
 * counted. One thread sends, and tries again until events are taken or refused.
 *
 * @param <R> an event, which holds nothing of the application's
 */
public final class LogExporter<R extends LogExporter.Waiting> {

    private static final int BATCH_EVENTS = 512;
    private static final int BATCH_BYTES = 1 << 20;
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FIRST_BACKOFF_MILLIS = 1_000;
    private static final long MAX_BACKOFF_MILLIS = 10_000;
    private static final long MAX_RETRY_AFTER_MILLIS = 60_000;

    private final AgentConfig.Logs config;
    private final ConcurrentLinkedQueue<R> queue = new ConcurrentLinkedQueue<R>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final ArrayDeque<R> batch = new ArrayDeque<R>();
    private final LogDestination<R> destination;
    private final CollectorState state;
    private final Losses losses;
    private final LongAdder heldBack = new LongAdder();
    private final LongAdder shipped = new LongAdder();
    private final AtomicBoolean asleep = new AtomicBoolean();

    private long nextAttempt = System.nanoTime();
    private long backoffMillis = FIRST_BACKOFF_MILLIS;
    private volatile boolean retrying;
    private volatile Flush flush;
    private volatile boolean closed;
    private volatile Thread thread;

    private LogExporter(AgentConfig config, LogDestination<R> destination, Losses losses) {
        this.config = config.logs;
        this.destination = destination;
        this.losses = losses;
        this.state = new CollectorState(config.logs.endpointName, "log events", "obs_agent_logs_dropped_total");
    }

    /** An event that waits. */
    public interface Waiting {
        /** Roughly what it takes of the memory. */
        int bytes();
    }

    /** By OTLP. */
    public static <R extends Waiting> LogExporter<R> otlp(AgentConfig config, LogEncoder<R> encoder) {
        Losses losses = new Losses();
        return new LogExporter<R>(config, new OtlpLogs<R>(config, encoder, losses), losses);
    }

    /** As GELF. */
    public static <R extends Waiting> LogExporter<R> gelf(AgentConfig config, GelfEncoder<R> encoder) {
        Losses losses = new Losses();
        LogDestination<R> destination = config.logs.endpoint.startsWith("udp:")
                ? new GelfDatagrams<R>(config, encoder, losses)
                : new GelfStream<R>(config, encoder, losses);
        return new LogExporter<R>(config, destination, losses);
    }

    /** What is wrong with the configuration, as a message; null when nothing is. */
    public static String problem(AgentConfig config) {
        boolean http = config.logs.endpoint.startsWith("http");
        if (http != (config.logs.ship == LogsShipping.OTLP)) {
            return "log events are not sent: logs.endpoint " + config.logs.endpointName + " is none for "
                    + config.logs.ship + "; write a URL with " + (http ? "tcp, tls or udp" : "http or https");
        }
        return null;
    }

    /** Starts the thread. Events may have been submitted before. */
    public void start() {
        thread = new AgentThread("logs", new Runnable() {
            @Override
            public void run() {
                work();
            }
        });
        thread.start();
    }

    /** Takes an event. Never blocks. Called by any thread. */
    public void submit(R event) {
        int bytes = event.bytes();
        int count = waiting.incrementAndGet();
        boolean stored = false;
        try {
            if (waitingBytes.addAndGet(bytes) <= config.queueBytes && count <= config.queueSize) {
                stored = queue.offer(event);
            }
        } finally {
            if (!stored) {
                waiting.decrementAndGet();
                waitingBytes.addAndGet(-bytes);
                losses.add(LossReason.QUEUE_FULL, 1);
            }
        }
        if (count >= BATCH_EVENTS && !retrying && asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    /** Counts an event that was not submitted because others like it were. */
    public void heldBack() {
        heldBack.increment();
    }

    /** The number of events that were taken. Over UDP: that were sent. */
    public long shipped() {
        return shipped.sum();
    }

    /** The number of events that were not sent for a reason. */
    public long dropped(LossReason reason) {
        return reason == LossReason.REPEATED ? heldBack.sum() : losses.count(reason);
    }

    /** Whether events wait because they could not be sent. */
    public boolean isAway() {
        return retrying;
    }

    /** Breaks off a sending that takes far too long. Called about once a second. */
    public void abortIfStuck() {
        destination.abortIfStuck();
    }

    /** Has everything sent that was submitted before; {@link Flush#await} waits for it. */
    public synchronized Flush flush() {
        Flush flushing = new Flush(flush);
        if (thread == null) {
            flushing.done();
        } else {
            flush = flushing;
            LockSupport.unpark(thread);
        }
        return flushing;
    }

    private synchronized void flushed(Flush flushing) {
        if (flush == flushing) {
            flush = null;
        }
        flushing.done();
    }

    /** Ends the thread. What was not sent is lost. */
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        destination.close();
    }

    private void work() {
        while (!closed) {
            try {
                step();
            } catch (Throwable failure) {
                losses.add(LossReason.FAILED, batch.size());
                batch.clear();
                AgentLog.debug("log events are not sent", failure);
                LockSupport.parkNanos(LINGER_NANOS);
            }
        }
    }

    private void step() {
        Flush flushing = flush;
        fillBatch();
        boolean sent = false;
        if (!batch.isEmpty() && (flushing != null || nextAttempt - System.nanoTime() <= 0)) {
            sent = send();
        }
        if (flushing != null && (!sent || waiting.get() == 0)) {
            flushed(flushing);
        } else if (!sent || waiting.get() < BATCH_EVENTS && flushing == null) {
            sleep();
        }
    }

    private void sleep() {
        asleep.set(true);
        if (flush == null && (retrying || waiting.get() < BATCH_EVENTS)) {
            long left = nextAttempt - System.nanoTime();
            LockSupport.parkNanos(retrying ? Math.max(left, 1_000_000) : LINGER_NANOS);
        }
        asleep.set(false);
    }

    private void fillBatch() {
        long bytes = 0;
        while (batch.size() < BATCH_EVENTS && bytes < BATCH_BYTES && !retrying) {
            R event = queue.poll();
            if (event == null) {
                return;
            }
            waiting.decrementAndGet();
            waitingBytes.addAndGet(-event.bytes());
            bytes += event.bytes();
            batch.add(event);
        }
    }

    /** Returns whether all events of the batch are settled. */
    private boolean send() {
        long before = batch.size() + lostInSending();
        Delivery delivery = destination.send(batch);
        long taken = before - batch.size() - lostInSending();
        long rejected = Math.min(delivery.rejectedSpans, taken);
        shipped.add(taken - rejected);
        losses.add(LossReason.REJECTED, rejected);
        if (delivery.retryable) {
            waitBeforeNext(delivery);
            return false;
        }
        retrying = false;
        backoffMillis = FIRST_BACKOFF_MILLIS;
        nextAttempt = System.nanoTime();
        if (delivery.problem != null) {
            losses.add(LossReason.REFUSED, batch.size());
            batch.clear();
            tellAway(delivery.problem, "what it refuses is lost");
        } else {
            state.rejected(rejected, delivery.warning);
            state.back(losses);
        }
        return true;
    }

    /** What the destination has left out; others are lost on other threads. */
    private long lostInSending() {
        return losses.count(LossReason.FAILED) + losses.count(LossReason.TOO_LONG);
    }

    private void waitBeforeNext(Delivery delivery) {
        retrying = true;
        tellAway(delivery.problem, config.queueSize + " log events wait, more are dropped");
        long wait = delivery.retryAfterMillis >= 0
                ? Math.min(delivery.retryAfterMillis, MAX_RETRY_AFTER_MILLIS)
                : backoffMillis / 2 + ThreadLocalRandom.current().nextLong(backoffMillis / 2 + 1);
        backoffMillis = Math.min(backoffMillis * 2, MAX_BACKOFF_MILLIS);
        nextAttempt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
    }

    private void tellAway(String problem, String prospect) {
        if (!state.isAway()) {
            state.away(problem, prospect);
        }
    }

    /** One try to send everything. */
    public static final class Flush {

        private final CountDownLatch done = new CountDownLatch(1);
        private final Flush earlier;

        /** @param earlier one that this one takes the place of, or null */
        private Flush(Flush earlier) {
            this.earlier = earlier;
        }

        private void done() {
            for (Flush each = this; each != null; each = each.earlier) {
                each.done.countDown();
            }
        }

        /** Waits until all was tried; returns whether it was. */
        public boolean await(long millis) {
            try {
                return done.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}

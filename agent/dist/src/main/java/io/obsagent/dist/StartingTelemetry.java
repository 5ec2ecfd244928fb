package io.obsagent.dist;

import io.obsagent.api.DbRequest;
import io.obsagent.api.HttpRequest;
import io.obsagent.api.LogFormat;
import io.obsagent.api.LogKeys;
import io.obsagent.api.LogShipper;
import io.obsagent.api.Message;
import io.obsagent.api.MessageBatch;
import io.obsagent.api.MeterReader;
import io.obsagent.api.Operation;
import io.obsagent.api.PoolMeter;
import io.obsagent.api.PoolReader;
import io.obsagent.api.RpcRequest;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;
import io.obsagent.api.TelemetryHolder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stands for the telemetry until everything is in place, which happens on other threads. What wants to start an operation
 * waits for it, within a bound and once in a JVM's life: for the telemetry, so that the first query of a short program is
 * not lost, and for the weaving of the JDK's classes, so that the first tasks are in their trace. Everything else passes.
 */
final class StartingTelemetry implements Telemetry {

    private static final long MAX_WAIT_MILLIS = 2000;

    private final CountDownLatch telemetryStarts = new CountDownLatch(1);
    /** Of the classes that follow others: it has begun when the first operation can begin. */
    private final CountDownLatch weaving = new CountDownLatch(1);

    private volatile Telemetry started;
    private volatile boolean patient = true;

    /** The telemetry is there; null ends all waiting, since there will be none. */
    void started(Telemetry telemetry) {
        started = telemetry;
        telemetryStarts.countDown();
        if (telemetry == null) {
            weaving.countDown();
        }
        giveWay();
    }

    /** The classes are woven that follow others. */
    void followersAreWoven() {
        weaving.countDown();
        giveWay();
    }

    /** Nobody asks this object any more when it has nothing to wait for. */
    private void giveWay() {
        Telemetry telemetry = started;
        if (telemetry != null && weaving.getCount() == 0) {
            TelemetryHolder.set(telemetry);
        }
    }

    /** For what begins an operation. */
    private Telemetry await() {
        if (patient && (started == null || weaving.getCount() != 0)) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_WAIT_MILLIS);
            await(telemetryStarts, end);
            await(weaving, end);
            patient = false;
        }
        return started;
    }

    /** For what hands nothing over to other threads. */
    private Telemetry awaitTelemetry() {
        if (patient && started == null) {
            await(telemetryStarts, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_WAIT_MILLIS));
            if (started == null) {
                patient = false;
            }
        }
        return started;
    }

    private static void await(CountDownLatch latch, long endNanoTime) {
        try {
            latch.await(endNanoTime - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            // the application's business, not ours
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Operation serveHttp(HttpRequest request) {
        Telemetry telemetry = await();
        return telemetry == null ? null : telemetry.serveHttp(request);
    }

    @Override
    public Operation callHttp(HttpRequest request) {
        Telemetry telemetry = await();
        return telemetry == null ? null : telemetry.callHttp(request);
    }

    @Override
    public Operation serveRpc(RpcRequest request, long startNanoTime) {
        Telemetry telemetry = await();
        return telemetry == null ? null : telemetry.serveRpc(request, startNanoTime);
    }

    @Override
    public Operation callRpc(RpcRequest request) {
        Telemetry telemetry = await();
        return telemetry == null ? null : telemetry.callRpc(request);
    }

    @Override
    public Operation query(DbRequest request) {
        Telemetry telemetry = await();
        return telemetry == null ? null : telemetry.query(request);
    }

    @Override
    public Operation send(Message message) {
        Telemetry telemetry = await();
        return telemetry == null ? null : telemetry.send(message);
    }

    @Override
    public Operation poll(MessageBatch batch, long startNanoTime) {
        Telemetry telemetry = await();
        return telemetry == null ? null : telemetry.poll(batch, startNanoTime);
    }

    @Override
    public Operation process(Message message) {
        Telemetry telemetry = await();
        return telemetry == null ? null : telemetry.process(message);
    }

    @Override
    public Operation process(MessageBatch batch) {
        Telemetry telemetry = await();
        return telemetry == null ? null : telemetry.process(batch);
    }

    @Override
    public Operation commit(MessageBatch batch) {
        Telemetry telemetry = await();
        return telemetry == null ? null : telemetry.commit(batch);
    }

    @Override
    public Operation job(String className, String method) {
        Telemetry telemetry = await();
        return telemetry == null ? null : telemetry.job(className, method);
    }

    @Override
    public Operation span(String name, String kind, Operation parent, long startEpochNanos) {
        Telemetry telemetry = await();
        return telemetry == null ? null : telemetry.span(name, kind, parent, startEpochNanos);
    }

    @Override
    public Operation elsewhere(String traceId, String spanId, boolean sampled, boolean remote, String traceState) {
        Telemetry telemetry = started;
        return telemetry == null ? null : telemetry.elsewhere(traceId, spanId, sampled, remote, traceState);
    }

    @Override
    public Scope enterContext(Operation span, String baggage, Object context) {
        Telemetry telemetry = started;
        return telemetry == null ? Scope.NONE : telemetry.enterContext(span, baggage, context);
    }

    /** Waits in place of the first call within. */
    @Override
    public Operation unrecorded() {
        Telemetry telemetry = await();
        return telemetry == null ? null : telemetry.unrecorded();
    }

    @Override
    public Operation currentContext() {
        Telemetry telemetry = started;
        return telemetry == null ? null : telemetry.currentContext();
    }

    @Override
    public Operation current() {
        Telemetry telemetry = started;
        return telemetry == null ? null : telemetry.current();
    }

    @Override
    public Operation currentServer() {
        Telemetry telemetry = started;
        return telemetry == null ? null : telemetry.currentServer();
    }

    @Override
    public Snapshot capture() {
        Telemetry telemetry = started;
        return telemetry == null ? null : telemetry.capture();
    }

    @Override
    public Scope suspend() {
        Telemetry telemetry = started;
        return telemetry == null ? Scope.NONE : telemetry.suspend();
    }

    @Override
    public void sessionBegan(Object session, String application) {
        Telemetry telemetry = started;
        if (telemetry != null) {
            telemetry.sessionBegan(session, application);
        }
    }

    @Override
    public void sessionEnded(Object session) {
        Telemetry telemetry = started;
        if (telemetry != null) {
            telemetry.sessionEnded(session);
        }
    }

    @Override
    public void consumerLag(String destination, String group, String clientId, long lag) {
        Telemetry telemetry = started;
        if (telemetry != null) {
            telemetry.consumerLag(destination, group, clientId, lag);
        }
    }

    @Override
    public <P> PoolMeter watchPool(P pool, PoolReader<P> reader) {
        Telemetry telemetry = awaitTelemetry();
        return telemetry == null ? null : telemetry.watchPool(pool, reader);
    }

    @Override
    public <R> void watchMeters(R registry, MeterReader<R> reader) {
        Telemetry telemetry = awaitTelemetry();
        if (telemetry != null) {
            telemetry.watchMeters(registry, reader);
        }
    }

    @Override
    public void logged(String level, String logger) {
        Telemetry telemetry = started;
        if (telemetry != null) {
            telemetry.logged(level, logger);
        }
    }

    @Override
    public boolean isOn(String instrumentation) {
        Telemetry telemetry = started;
        return telemetry == null || telemetry.isOn(instrumentation);
    }

    @Override
    public LogKeys logKeys() {
        Telemetry telemetry = started;
        return telemetry == null ? LogKeys.DEFAULT : telemetry.logKeys();
    }

    /** Asked for only where lines are to be written as JSON: the first ones, too. */
    @Override
    public LogFormat logFormat() {
        Telemetry telemetry = awaitTelemetry();
        return telemetry == null ? null : telemetry.logFormat();
    }

    /** Asked for only where events are to be sent: the first ones, too. */
    @Override
    public LogShipper logShipper() {
        Telemetry telemetry = awaitTelemetry();
        return telemetry == null ? null : telemetry.logShipper();
    }
}

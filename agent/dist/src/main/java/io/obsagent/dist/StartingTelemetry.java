package io.obsagent.dist;

import io.obsagent.api.DbRequest;
import io.obsagent.api.HttpRequest;
import io.obsagent.api.LogKeys;
import io.obsagent.api.Message;
import io.obsagent.api.MessageBatch;
import io.obsagent.api.Operation;
import io.obsagent.api.PoolReader;
import io.obsagent.api.RpcRequest;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stands for the telemetry while it starts on another thread. What wants to start an operation waits for it, within a
 * bound and once in a JVM's life, so that the first query of a short program is not lost; everything else passes.
 */
final class StartingTelemetry implements Telemetry {

    private static final long MAX_WAIT_MILLIS = 1000;

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Telemetry started;
    private volatile boolean patient = true;

    /** Ends the waiting; null when there will be no telemetry. */
    void started(Telemetry telemetry) {
        started = telemetry;
        done.countDown();
    }

    private Telemetry await() {
        if (patient && started == null) {
            try {
                done.await(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                // the application's business, not ours
                Thread.currentThread().interrupt();
            }
            patient = false;
        }
        return started;
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
    public void sessions(String application, int change) {
        Telemetry telemetry = started;
        if (telemetry != null) {
            telemetry.sessions(application, change);
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
    public <P> void watchPool(P pool, PoolReader<P> reader) {
        Telemetry telemetry = await();
        if (telemetry != null) {
            telemetry.watchPool(pool, reader);
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
    public LogKeys logKeys() {
        Telemetry telemetry = started;
        return telemetry == null ? LogKeys.DEFAULT : telemetry.logKeys();
    }
}

package io.obsagent.telemetry;

import io.obsagent.api.AgentLog;
import io.obsagent.api.DbRequest;
import io.obsagent.api.Failures;
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
import io.obsagent.config.AgentConfig;
import io.obsagent.config.LogsFormat;
import io.obsagent.config.LogsShipping;
import io.obsagent.config.MethodRule;
import io.obsagent.telemetry.export.LogExporter;
import io.obsagent.telemetry.export.SpanExporter;
import io.obsagent.telemetry.logs.JsonFormat;
import io.obsagent.telemetry.metrics.AgentMetrics;
import io.obsagent.telemetry.metrics.DoctorPage;
import io.obsagent.telemetry.metrics.JvmMetrics;
import io.obsagent.telemetry.metrics.MetricRegistry;
import io.obsagent.telemetry.metrics.MetricsServer;
import io.obsagent.telemetry.metrics.TargetInfo;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The telemetry of this JVM: spans over OTLP, metrics at /metrics.
 *
 * <p>{@link #start} opens a port and starts threads, and is therefore called on a thread that nobody waits for.
 */
public final class ObsTelemetry implements Telemetry, AutoCloseable {

    private static final long FLUSH_MILLIS = 5_000;
    /** Where nobody took log events before, few are going to be taken now. */
    private static final long AWAY_MILLIS = 1_000;

    private final MetricRegistry metrics;
    private final JvmMetrics jvm;
    private final boolean virtualThreadPins;
    private final SpanExporter<SpanOperation> exporter;
    private final Recorder recorder;
    private final ApplicationMetrics application;
    private final LogKeys logKeys;
    private final LogFormat logFormat;
    /** Null where log events are not sent, as is {@link #shipper}. */
    private final LogExporter<ShippedEvent> logs;

    private final Shipper shipper;
    private final MetricsServer server;
    private final ProtectionGuard protection;
    private volatile AgentConfig config;
    /** Null until somebody asks: most JVMs have no use for it. */
    private volatile SpanOperation unrecorded;

    private ObsTelemetry(AgentConfig config, boolean serve, String version) {
        this.config = config;
        this.metrics = new MetricRegistry(config.metrics);
        Map<String, Object> resource = Resource.of(config, version);
        this.jvm = new JvmMetrics(metrics);
        this.virtualThreadPins = config.metrics.virtualThreadPins;
        metrics.add(new TargetInfo(resource));
        // before all that records: a scraper is to find the JVM while it still starts
        MetricsServer opened = serve ? MetricsServer.start(config.server, metrics) : null;
        this.server = opened;
        boolean made = false;
        try {
            this.exporter = new SpanExporter<SpanOperation>(config, new SpanWriter(config, resource), new Runnable() {
                @Override
                public void run() {
                    tick();
                }
            });
            this.recorder = new Recorder(config, metrics, exporter);
            this.protection = new ProtectionGuard(config.protection, recorder);
            this.application = new ApplicationMetrics(this, config, metrics, recorder);
            this.logKeys = new LogKeys(
                    config.logging.traceIdKey,
                    config.logging.spanIdKey,
                    config.logging.traceFlagsKey,
                    config.logging.mdcGet,
                    config.logging.idsInMessages);
            this.logFormat = config.logs.format == LogsFormat.NONE ? null : new JsonFormat(config, logKeys);
            this.logs = logExporter(config, resource);
            this.shipper = logs == null ? null : new Shipper(config, logKeys, logs);
            metrics.add(new AgentMetrics(exporter, logs, protection));
            made = true;
        } finally {
            if (!made && opened != null) {
                opened.close(); // nobody is to find a JVM that looks observed and is not
            }
        }
    }

    private static LogExporter<ShippedEvent> logExporter(AgentConfig config, Map<String, Object> resource) {
        if (config.logs.ship == LogsShipping.NONE) {
            return null;
        }
        String problem = LogExporter.problem(config);
        if (problem != null) {
            AgentLog.warn(64, problem);
            return null;
        }
        return config.logs.ship == LogsShipping.OTLP
                ? LogExporter.otlp(config, new LogWriter(config, resource))
                : LogExporter.gelf(config, new GelfWriter(config, resource));
    }

    /** A telemetry that records but has neither thread nor server. */
    public static ObsTelemetry create(AgentConfig config) {
        return new ObsTelemetry(config, false, null);
    }

    /** Opens the port of /metrics, then makes the telemetry and starts its exporter. */
    public static ObsTelemetry start(AgentConfig config) {
        return start(config, null);
    }

    /**
     * The same, by an agent that has a version.
     *
     * @param version for the attributes of the resource; null when it is not known
     */
    public static ObsTelemetry start(AgentConfig config, String version) {
        ObsTelemetry telemetry = new ObsTelemetry(config, config.server.enabled, version);
        telemetry.exporter.start();
        if (telemetry.logs != null) {
            telemetry.logs.start();
        }
        return telemetry;
    }

    /** Starts what may take a second and is asked for explicitly: the measuring of pinned virtual threads. */
    public void startExtras() {
        if (virtualThreadPins) {
            jvm.watchVirtualThreads();
        }
    }

    /**
     * Takes over another configuration while everything runs: sampling, what is recorded of HTTP requests, which
     * instrumentations are on. What belongs to the start, such as ports and queues, stays as it is.
     */
    public void configure(AgentConfig changed) {
        config = changed;
        recorder.configure(changed);
        protection.configure(changed.protection);
    }

    /** Whether the agent has stepped down, and how to make it pass through. */
    public ProtectionGuard protection() {
        return protection;
    }

    /**
     * Makes what records the calls of methods that a rule names.
     *
     * @param name of the rule
     */
    public MethodRecorder methodRecorder(String name, MethodRule rule) {
        return new MethodRecorder(recorder, metrics, name, rule);
    }

    /** The port of /metrics; -1 when it is not served. */
    public int port() {
        return server == null ? -1 : server.port();
    }

    /** What takes spans to the collector. */
    public SpanExporter<?> exporter() {
        return exporter;
    }

    /** Serves a page at /doctor from now on, beside /metrics. */
    public void serve(DoctorPage page) {
        if (server != null) {
            server.serve(page);
        }
    }

    /**
     * Sends all spans that have ended and log events that wait, in at most 5 seconds. Recording and serving go on.
     *
     * @return whether everything was tried within that time
     */
    public boolean flush() {
        if (logs == null) {
            return exporter.flush(FLUSH_MILLIS);
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FLUSH_MILLIS);
        LogExporter.Flush logging = logs.flush();
        boolean spans = exporter.flush(FLUSH_MILLIS);
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        return logging.await(logs.isAway() ? Math.min(left, AWAY_MILLIS) : left) && spans;
    }

    /** Ends the spans of all operations that are under way, marked as unfinished: the JVM ends. */
    public void cutOff() {
        recorder.open.cutOff();
    }

    /** Sends what has ended, in at most 5 seconds, and stops threads and server. What ends later is lost. */
    @Override
    public void close() {
        flush();
        exporter.close();
        if (logs != null) {
            logs.close();
        }
        if (server != null) {
            server.close();
        }
        jvm.close();
    }

    private void tick() {
        recorder.tick();
        jvm.tick();
        if (shipper != null) {
            shipper.tick();
        }
        protection.tick();
    }

    @Override
    public Operation serveHttp(HttpRequest request) {
        try {
            return begun(new HttpServerOperation(recorder, request));
        } catch (Throwable failure) {
            return notRecorded(failure);
        }
    }

    @Override
    public Operation callHttp(HttpRequest request) {
        try {
            return begun(new HttpClientOperation(recorder, request));
        } catch (Throwable failure) {
            return notRecorded(failure);
        }
    }

    @Override
    public Operation serveRpc(RpcRequest request, long startNanoTime) {
        try {
            return begun(RpcOperation.serve(recorder, request, startNanoTime));
        } catch (Throwable failure) {
            return notRecorded(failure);
        }
    }

    @Override
    public Operation callRpc(RpcRequest request) {
        try {
            return begun(RpcOperation.call(recorder, request));
        } catch (Throwable failure) {
            return notRecorded(failure);
        }
    }

    @Override
    public Operation query(DbRequest request) {
        try {
            return begun(new DbOperation(recorder, request));
        } catch (Throwable failure) {
            return notRecorded(failure);
        }
    }

    @Override
    public Operation send(Message message) {
        try {
            return begun(new MessagingOperation(recorder, MessagingOperation.Kind.SEND, message));
        } catch (Throwable failure) {
            return notRecorded(failure);
        }
    }

    @Override
    public Operation poll(MessageBatch batch, long startNanoTime) {
        try {
            return begun(new MessagingOperation(recorder, MessagingOperation.Kind.POLL, batch, startNanoTime));
        } catch (Throwable failure) {
            return notRecorded(failure);
        }
    }

    @Override
    public Operation process(Message message) {
        try {
            return begun(new MessagingOperation(recorder, MessagingOperation.Kind.PROCESS, message));
        } catch (Throwable failure) {
            return notRecorded(failure);
        }
    }

    @Override
    public Operation process(MessageBatch batch) {
        try {
            return begun(new MessagingOperation(recorder, MessagingOperation.Kind.PROCESS, batch, System.nanoTime()));
        } catch (Throwable failure) {
            return notRecorded(failure);
        }
    }

    @Override
    public Operation commit(MessageBatch batch) {
        try {
            return begun(new MessagingOperation(recorder, MessagingOperation.Kind.COMMIT, batch, System.nanoTime()));
        } catch (Throwable failure) {
            return notRecorded(failure);
        }
    }

    @Override
    public Operation job(String className, String method) {
        try {
            return begun(new JobOperation(recorder, className, method));
        } catch (Throwable failure) {
            return notRecorded(failure);
        }
    }

    @Override
    public Operation span(String name, String kind, Operation parent, long startEpochNanos) {
        try {
            long now = System.nanoTime();
            long start = startEpochNanos == 0 ? now : now - (recorder.clock.epochNanos(now) - startEpochNanos);
            return begun(OwnSpan.start(recorder, kind, name, (SpanOperation) parent, start));
        } catch (Throwable failure) {
            return notRecorded(failure);
        }
    }

    @Override
    public Operation elsewhere(String traceId, String spanId, boolean sampled, boolean remote, String traceState) {
        try {
            return Ids.areIds(traceId, spanId)
                    ? ContextOperation.elsewhere(recorder, traceId, spanId, sampled, remote, traceState)
                    : null;
        } catch (Throwable failure) {
            return notRecorded(failure);
        }
    }

    @Override
    public Scope enterContext(Operation span, String baggage, Object context) {
        try {
            SpanOperation known = (SpanOperation) span;
            SpanOperation around = Current.get();
            if (around != null && around.isIgnored()) {
                return Scope.NONE; // also within contexts that are entered meanwhile
            }
            // a request stays known for its route and user, whatever context the application puts in its place
            boolean nothing = known == null && baggage == null && (around == null || around.server == null);
            return Current.enter(nothing ? null : ContextOperation.of(recorder, known, baggage, context));
        } catch (Throwable failure) {
            failed("context not made current", failure);
            return Scope.NONE;
        }
    }

    @Override
    public Operation unrecorded() {
        try {
            SpanOperation known = unrecorded;
            if (known == null) {
                known = ContextOperation.unrecorded(recorder);
                unrecorded = known;
            }
            return known;
        } catch (Throwable failure) {
            return notRecorded(failure);
        }
    }

    @Override
    public Operation currentContext() {
        return Current.get();
    }

    /** Takes an object, so that the JVM need not load all kinds of operations to verify this class. */
    private Operation begun(Object begun) {
        SpanOperation operation = (SpanOperation) begun;
        if (operation.isRecorded()) {
            recorder.open.add(operation);
        } else if (operation.isIgnored()) {
            return null;
        }
        return operation;
    }

    /** The library's or the application's objects failed to tell about themselves: the work goes on unrecorded. */
    private static Operation notRecorded(Throwable failure) {
        failed("not recorded", failure);
        return null;
    }

    /** Counts a failure that must not reach the application: not every caller stands behind the engine's barrier. */
    static void failed(String what, Throwable failure) {
        Failures.note("telemetry", what, failure);
    }

    @Override
    public Operation current() {
        SpanOperation current = Current.get();
        return current == null || current.hasTrace() ? current : null;
    }

    @Override
    public Operation currentServer() {
        SpanOperation current = Current.get();
        SpanOperation server = current == null ? null : current.server;
        return server == null || server.hasEnded() ? null : server;
    }

    @Override
    public Snapshot capture() {
        return Current.get();
    }

    @Override
    public Scope suspend() {
        return Current.enter(null);
    }

    @Override
    public void sessionBegan(Object session, String contextPath) {
        application.sessionBegan(session, contextPath);
    }

    @Override
    public void sessionEnded(Object session) {
        application.sessionEnded(session);
    }

    @Override
    public void consumerLag(String destination, String group, String clientId, long lag) {
        application.consumerLag(destination, group, clientId, lag);
    }

    @Override
    public <P> PoolMeter watchPool(P pool, PoolReader<P> reader) {
        return application.watchPool(pool, reader);
    }

    @Override
    public <R> void watchMeters(R registry, MeterReader<R> reader) {
        application.watchMeters(registry, reader);
    }

    @Override
    public void logged(String level, String logger) {
        application.logged(level, logger);
    }

    @Override
    public boolean isOn(String instrumentation) {
        AgentConfig current = config;
        return current.enabled && !protection.passesThrough() && current.instrumentationEnabled(instrumentation);
    }

    @Override
    public LogKeys logKeys() {
        return logKeys;
    }

    @Override
    public LogFormat logFormat() {
        return logFormat;
    }

    @Override
    public LogShipper logShipper() {
        return shipper;
    }
}

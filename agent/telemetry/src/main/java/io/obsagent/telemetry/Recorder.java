package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.export.SpanExporter;
import io.obsagent.telemetry.metrics.Metric;
import io.obsagent.telemetry.metrics.MetricRegistry;
import io.obsagent.telemetry.metrics.SeriesTable;
import io.obsagent.telemetry.sql.SqlCache;
import io.obsagent.telemetry.sql.SqlDialect;
import io.obsagent.telemetry.sql.SqlText;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What all operations share. Thread safe; {@link #configure} changes what may change in a running JVM. */
final class Recorder {

    /** Indexes of metrics within their tables. */
    static final int DURATION = 0;

    static final int REQUEST_SIZE = 1;
    static final int RESPONSE_SIZE = 2;
    static final int ROWS = 1;
    static final int SENT = 1;
    static final int CONSUMED = 2;
    static final int PROCESS_DURATION = 3;

    /** There are fewer: COMMIT, ROLLBACK and the like. */
    private static final int MAX_OPERATIONS = 32;

    final AgentConfig.Limits limits;
    final PersonalData personal;
    final boolean exemplars;
    /** Whether the rows that queries return are counted. */
    volatile boolean countsRows;
    /** From which wait for a connection on traces show it. */
    volatile long shownWaitNanos;

    final SpanClock clock;
    final OpenSpans open = new OpenSpans();
    volatile Sampler sampler;
    final Propagation propagation;
    /** Null unless web applications are services of their own. */
    final WebApplications applications;

    private final SqlCache[] sql = new SqlCache[SqlDialect.values().length];
    /** The calls without text, by their operation. */
    private final ConcurrentHashMap<String, SqlText> operations = new ConcurrentHashMap<String, SqlText>();

    /** As configured; {@link #sampler} differs while no spans are recorded. */
    private Sampler chosen;

    private boolean spans = true;
    private AgentConfig.Http http;
    private volatile HttpServerRules httpRules;
    private AgentConfig.Rpc rpc;
    private volatile RpcRules rpcRules;
    private final SeriesTable httpServer;
    private final SeriesTable httpServerActive;
    /** Null until there is a request; many JVMs serve none. Of two threads at once either may make it: it holds series only. */
    private ServedRequests servedRequests;

    private ActiveRequests activeRequests;
    final SeriesTable httpServerUsers;
    final SeriesTable httpClient;
    final SeriesTable rpcServer;
    final SeriesTable rpcClient;
    final SeriesTable database;
    final SeriesTable messaging;

    private final SpanExporter<SpanOperation> exporter;
    private final int mostHeld;
    /** Null until traces are to be held. */
    private volatile HeldSpans held;

    Recorder(AgentConfig config, MetricRegistry metrics, SpanExporter<SpanOperation> exporter) {
        this(config, metrics, exporter, new SpanClock());
    }

    Recorder(AgentConfig config, MetricRegistry metrics, SpanExporter<SpanOperation> exporter, SpanClock clock) {
        this.clock = clock;
        this.limits = config.limits;
        this.personal = new PersonalData(config.redact);
        this.exemplars = config.metrics.exemplars;
        this.propagation = new Propagation(config.propagators);
        this.applications = config.service.perApplication ? new WebApplications() : null;
        for (SqlDialect dialect : SqlDialect.values()) {
            sql[dialect.ordinal()] = new SqlCache(dialect, config.limits.sqlLength);
        }
        this.exporter = exporter;
        this.mostHeld = config.exporter.queueSize;
        httpServer = metrics.series(
                Metric.HTTP_SERVER_REQUEST_DURATION,
                Metric.HTTP_SERVER_REQUEST_BODY_SIZE,
                Metric.HTTP_SERVER_RESPONSE_BODY_SIZE);
        httpServerUsers = metrics.series(Metric.HTTP_SERVER_USER_REQUESTS);
        httpServerActive = metrics.series(Metric.HTTP_SERVER_ACTIVE_REQUESTS);
        httpClient = metrics.series(Metric.HTTP_CLIENT_REQUEST_DURATION);
        rpcServer = metrics.series(Metric.RPC_SERVER_CALL_DURATION);
        rpcClient = metrics.series(Metric.RPC_CLIENT_CALL_DURATION);
        database = metrics.series(Metric.DB_CLIENT_OPERATION_DURATION, Metric.DB_CLIENT_RESPONSE_RETURNED_ROWS);
        messaging = metrics.series(
                Metric.MESSAGING_CLIENT_OPERATION_DURATION,
                Metric.MESSAGING_CLIENT_SENT_MESSAGES,
                Metric.MESSAGING_CLIENT_CONSUMED_MESSAGES,
                Metric.MESSAGING_PROCESS_DURATION);
        configure(config);
    }

    /** The series of requests that were served. Never null. */
    ServedRequests servedRequests() {
        ServedRequests known = servedRequests;
        if (known == null) {
            known = new ServedRequests(httpServer);
            servedRequests = known;
        }
        return known;
    }

    /** The series of requests under way. Never null. */
    ActiveRequests activeRequests() {
        ActiveRequests known = activeRequests;
        if (known == null) {
            known = new ActiveRequests(httpServerActive);
            activeRequests = known;
        }
        return known;
    }

    /** Takes over what may change; operations under way may see the one and the other. */
    final synchronized void configure(AgentConfig config) {
        countsRows = config.instrumentationEnabled("jdbc-rows");
        Sampler configured = new Sampler(config.sampling);
        if (configured.keep != null && held == null) {
            held = new HeldSpans(mostHeld, exporter);
        }
        chosen = configured;
        sampler = spans ? chosen : Sampler.NOTHING;
        shownWaitNanos = TimeUnit.MILLISECONDS.toNanos(config.connectionWaitMillis);
        http = config.http;
        if (httpRules != null) {
            httpRules = new HttpServerRules(http, httpRules.routeBudget);
        }
        rpc = config.rpc;
        if (rpcRules != null) {
            rpcRules = new RpcRules(rpc);
        }
    }

    /** Records no more traces from now on, or again; those that have begun go on. */
    synchronized void recordSpans(boolean record) {
        spans = record;
        sampler = spans ? chosen : Sampler.NOTHING;
    }

    /** Made by the first request that is served: many JVMs serve none, and should not load classes for it. */
    HttpServerRules httpRules() {
        HttpServerRules rules = httpRules;
        return rules != null ? rules : firstHttpRules();
    }

    private synchronized HttpServerRules firstHttpRules() {
        if (httpRules == null) {
            httpRules = new HttpServerRules(http, new InferredRoutes());
        }
        return httpRules;
    }

    /** Made by the first call, for the same reason. */
    RpcRules rpcRules() {
        RpcRules rules = rpcRules;
        return rules != null ? rules : firstRpcRules();
    }

    private synchronized RpcRules firstRpcRules() {
        if (rpcRules == null) {
            rpcRules = new RpcRules(rpc);
        }
        return rpcRules;
    }

    /** What is to be said of a statement. */
    SqlText sql(String system, String statement) {
        return sql[SqlDialect.of(system).ordinal()].get(statement);
    }

    /** What is to be said of a call without text; null stands for an operation that is not known. */
    SqlText operation(String name) {
        String key = name == null ? "" : name;
        SqlText known = operations.get(key);
        if (known == null) {
            known = SqlText.ofOperation(name);
            if (operations.size() < MAX_OPERATIONS) {
                operations.put(key, known);
            }
        }
        return known;
    }

    /** Whether spans are to be kept small, as many of them wait. */
    boolean isBehind() {
        HeldSpans waiting = held;
        return exporter.isBehind() || waiting != null && waiting.isBehind();
    }

    /** Never null once a {@link #sampler} holds traces. */
    HeldSpans heldSpans() {
        return held;
    }

    /** To be called about once a second. */
    void tick() {
        clock.tick();
        open.forgetOld(System.nanoTime());
        HeldSpans waiting = held;
        if (waiting != null) {
            waiting.giveUpOld(System.nanoTime());
        }
    }

    /** Hands an ended, sampled span to the exporter. */
    void export(SpanOperation span) {
        exporter.submit(span);
    }
}

package io.obsagent.api;

/**
 * Records what the hooks see. The one entry for instrumentations; thread safe; no method throws or blocks.
 *
 * <p>Methods that start an {@link Operation} take the current operation, or for servers and consumers the incoming
 * headers, as its parent. They return null when the operation is not to be recorded at all (switched off by
 * configuration), which {@link Call#enter} accepts.
 */
public interface Telemetry {

    /** The telemetry of this JVM; one that records nothing until the agent has started. Never null. */
    static Telemetry get() {
        return TelemetryHolder.telemetry;
    }

    /** Starts an HTTP server operation (span kind SERVER). */
    Operation serveHttp(HttpRequest request);

    /** Starts an HTTP client operation (span kind CLIENT); one per attempt on the wire. */
    Operation callHttp(HttpRequest request);

    /**
     * Starts an RPC server operation (span kind SERVER).
     *
     * @param startNanoTime {@link System#nanoTime()} when the call arrived: it may have waited for a thread since
     */
    Operation serveRpc(RpcRequest request, long startNanoTime);

    /** Starts an RPC client operation (span kind CLIENT). */
    Operation callRpc(RpcRequest request);

    /** Starts a database operation (span kind CLIENT). */
    Operation query(DbRequest request);

    /** Starts the sending of a message (span kind PRODUCER). */
    Operation send(Message message);

    /**
     * Starts the record of a poll that has returned messages (span kind CLIENT), linked to each message's span.
     *
     * @param batch what was received; not empty
     * @param startNanoTime {@link System#nanoTime()} when the poll began
     */
    Operation poll(MessageBatch batch, long startNanoTime);

    /** Starts the processing of a message (span kind CONSUMER), a child of the span that sent it. */
    Operation process(Message message);

    /**
     * Starts the processing of messages as a whole (span kind CONSUMER), linked to each message's span.
     *
     * @param batch what is processed; not empty
     */
    Operation process(MessageBatch batch);

    /**
     * Starts the settling of messages (span kind CLIENT).
     *
     * @param batch what is settled; its messages are not asked for
     */
    Operation commit(MessageBatch batch);

    /**
     * Starts a run of a scheduled job (span kind INTERNAL), the root of a trace of its own.
     *
     * @param className binary name of the class that does the work
     * @param method name of its method
     */
    Operation job(String className, String method);

    /**
     * Starts a span that the application asks for through an API of its own. It is measured by its span alone.
     *
     * @param kind INTERNAL, SERVER, CLIENT, PRODUCER or CONSUMER
     * @param parent an operation of this telemetry or what {@link #elsewhere} returned; null: it begins a trace
     * @param startEpochNanos when it began; 0: now
     */
    Operation span(String name, String kind, Operation parent, long startEpochNanos);

    /**
     * Stands for a span that somebody else records, another service or an SDK in this JVM: as the parent of what is done
     * here. It is not recorded and never ends.
     *
     * @param traceId 32 hex digits
     * @param spanId 16 hex digits
     * @param remote whether it is another service's
     * @param traceState the header {@code tracestate}, or null
     * @return null when the ids are none
     */
    Operation elsewhere(String traceId, String spanId, boolean sampled, boolean remote, String traceState);

    /**
     * Makes current what a context of the application's own API names, until the scope is closed.
     *
     * @param span an operation of this telemetry or what {@link #elsewhere} returned; null: the context has no span, and
     *     nothing is current
     * @param baggage the header {@code baggage} for what is called meanwhile; null: none
     * @param context what {@link Operation#context} answers; held weakly
     */
    Scope enterContext(Operation span, String baggage, Object context);

    /**
     * What is to be current while the application sends telemetry of its own: calls, statements and messages that begin
     * within are not recorded, on whatever thread. Requests and jobs that begin there are. It never ends.
     *
     * @return null where nothing is recorded anyhow
     */
    Operation unrecorded();

    /** As {@link #current}, but also what was entered without a span: baggage alone, {@link #unrecorded}. */
    Operation currentContext();

    /** The operation that is current on this thread, or null. */
    Operation current();

    /**
     * The HTTP server operation that this thread works for: the current operation or one that it is a descendant of in
     * this JVM. Null when there is none or it has ended.
     */
    Operation currentServer();

    /** What is current on this thread, for work handed to another; null when there is nothing to hand over. */
    Snapshot capture();

    /**
     * Makes nothing current on this thread until the scope is closed: for work of unknown origin that a thread runs in
     * the midst of other work.
     */
    Scope suspend();

    /**
     * Counts a session until it ends or is collected ({@code http_server_active_sessions}).
     *
     * @param session held weakly
     * @param application context path of the web application
     */
    void sessionBegan(Object session, String application);

    /** Counts a session no longer; does nothing where its begin was not seen. */
    void sessionEnded(Object session);

    /**
     * Sets the number of messages that a consumer is behind ({@code messaging_kafka_consumer_lag}).
     *
     * @param lag sum over the partitions of the destination that the client reads; negative: forget this consumer
     */
    void consumerLag(String destination, String group, String clientId, long lag);

    /**
     * Reports a connection pool ({@code db_client_connection_*}) for as long as it is reachable. Further calls for the
     * same pool find the same meter.
     *
     * @param reader held weakly, as the pool is: a hook can be its own reader
     * @return null when the pool is not watched, since there are too many
     */
    <P> PoolMeter watchPool(P pool, PoolReader<P> reader);

    /**
     * Reads the meters of a registry of the application's at each scrape, for as long as it is reachable. Further calls for
     * the same registry do nothing.
     *
     * @param reader held weakly, as the registry is: a hook can be its own reader
     */
    <R> void watchMeters(R registry, MeterReader<R> reader);

    /**
     * Counts a log event ({@code log_events_total}).
     *
     * @param level level name as the library spells it, lower-cased by the telemetry
     * @param logger logger name; used only where the configuration asks for it
     */
    void logged(String level, String logger);

    /**
     * Whether an instrumentation is switched on. For what no hook precedes: interceptors, for one, which live as long as the
     * application's object that they were built into.
     *
     * @param instrumentation its name
     */
    boolean isOn(String instrumentation);

    /** The names of the log fields that tie a line to its span, as configured. Never null, the same object always. */
    LogKeys logKeys();

    /** How log events are written as JSON; null where lines stay as the application's layouts make them. */
    LogFormat logFormat();

    /** Where log events go besides; null where they are not sent. */
    LogShipper logShipper();
}

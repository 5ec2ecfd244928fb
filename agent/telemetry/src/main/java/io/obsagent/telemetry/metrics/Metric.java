package io.obsagent.telemetry.metrics;

import static io.obsagent.telemetry.metrics.Metric.Type.COUNTER;
import static io.obsagent.telemetry.metrics.Metric.Type.GAUGE;
import static io.obsagent.telemetry.metrics.Metric.Type.HISTOGRAM;
import static io.obsagent.telemetry.metrics.Metric.Type.INFO;
import static io.obsagent.telemetry.metrics.Metric.Unit.BYTES;
import static io.obsagent.telemetry.metrics.Metric.Unit.NONE;
import static io.obsagent.telemetry.metrics.Metric.Unit.RATIO;
import static io.obsagent.telemetry.metrics.Metric.Unit.SECONDS;

/**
 * Every metric that the agent serves: the one table of names, types, labels and descriptions. Names are those of the
 * OpenTelemetry semantic conventions as Prometheus writes them.
 */
public enum Metric {
    HTTP_SERVER_REQUEST_DURATION(
            "http_server_request_duration_seconds",
            HISTOGRAM,
            SECONDS,
            Bounds.REQUESTS,
            "Duration of HTTP server requests.",
            Labels.HTTP_SERVER),
    HTTP_SERVER_REQUEST_BODY_SIZE(
            "http_server_request_body_size_bytes",
            HISTOGRAM,
            BYTES,
            Bounds.SIZES,
            "Size of HTTP server request bodies.",
            Labels.HTTP_SERVER),
    HTTP_SERVER_RESPONSE_BODY_SIZE(
            "http_server_response_body_size_bytes",
            HISTOGRAM,
            BYTES,
            Bounds.SIZES,
            "Size of HTTP server response bodies.",
            Labels.HTTP_SERVER),
    HTTP_SERVER_ACTIVE_REQUESTS(
            "http_server_active_requests",
            GAUGE,
            NONE,
            null,
            "Number of HTTP server requests in progress.",
            Labels.HTTP_SERVER_ACTIVE),
    HTTP_SERVER_USER_REQUESTS(
            "http_server_user_requests_total",
            COUNTER,
            NONE,
            null,
            "Number of HTTP server requests by user; only where http.user is set.",
            Labels.HTTP_SERVER_USER),
    HTTP_SERVER_ACTIVE_SESSIONS(
            "http_server_active_sessions",
            GAUGE,
            NONE,
            null,
            "Number of HTTP sessions in memory that began in this JVM, by web application (context path).",
            Labels.APPLICATION),
    HTTP_CLIENT_REQUEST_DURATION(
            "http_client_request_duration_seconds",
            HISTOGRAM,
            SECONDS,
            Bounds.REQUESTS,
            "Duration of HTTP client requests.",
            Labels.HTTP_CLIENT),
    RPC_SERVER_CALL_DURATION(
            "rpc_server_call_duration_seconds",
            HISTOGRAM,
            SECONDS,
            Bounds.REQUESTS,
            "Duration of inbound remote procedure calls.",
            Labels.RPC_SERVER),
    RPC_CLIENT_CALL_DURATION(
            "rpc_client_call_duration_seconds",
            HISTOGRAM,
            SECONDS,
            Bounds.REQUESTS,
            "Duration of outbound remote procedure calls.",
            Labels.RPC_CLIENT),
    DB_CLIENT_OPERATION_DURATION(
            "db_client_operation_duration_seconds",
            HISTOGRAM,
            SECONDS,
            Bounds.DATABASE,
            "Duration of database client operations.",
            Labels.DATABASE),
    DB_CLIENT_RESPONSE_RETURNED_ROWS(
            "db_client_response_returned_rows",
            HISTOGRAM,
            NONE,
            Bounds.ROWS,
            "Number of rows that a database operation returned, where an instrumentation is set to count them.",
            Labels.DATABASE),
    DB_CLIENT_CONNECTION_COUNT(
            "db_client_connection_count",
            GAUGE,
            NONE,
            null,
            "Number of connections of a pool that are idle or used.",
            Labels.POOL_STATE),
    DB_CLIENT_CONNECTION_MAX(
            "db_client_connection_max", GAUGE, NONE, null, "Most connections that a pool may open.", Labels.POOL),
    DB_CLIENT_CONNECTION_PENDING_REQUESTS(
            "db_client_connection_pending_requests",
            GAUGE,
            NONE,
            null,
            "Number of threads that wait for a connection, where the pool tells.",
            Labels.POOL),
    DB_CLIENT_CONNECTION_TIMEOUTS(
            "db_client_connection_timeouts_total",
            COUNTER,
            NONE,
            null,
            "Number of times that no connection of a pool became free in time.",
            Labels.POOL),
    DB_CLIENT_CONNECTION_WAIT_TIME(
            "db_client_connection_wait_time_seconds",
            HISTOGRAM,
            SECONDS,
            Bounds.DATABASE,
            "Time until a pool has lent a connection.",
            Labels.POOL),
    DB_CLIENT_CONNECTION_USE_TIME(
            "db_client_connection_use_time_seconds",
            HISTOGRAM,
            SECONDS,
            Bounds.DATABASE,
            "Time between borrowing a connection and returning it to its pool.",
            Labels.POOL),
    MESSAGING_CLIENT_OPERATION_DURATION(
            "messaging_client_operation_duration_seconds",
            HISTOGRAM,
            SECONDS,
            Bounds.REQUESTS,
            "Duration of messaging operations initiated by a producer or consumer client.",
            Labels.MESSAGING),
    MESSAGING_CLIENT_SENT_MESSAGES(
            "messaging_client_sent_messages_total",
            COUNTER,
            NONE,
            null,
            "Number of messages that a producer attempted to send.",
            Labels.MESSAGING),
    MESSAGING_CLIENT_CONSUMED_MESSAGES(
            "messaging_client_consumed_messages_total",
            COUNTER,
            NONE,
            null,
            "Number of messages that were delivered to the application.",
            Labels.MESSAGING),
    MESSAGING_PROCESS_DURATION(
            "messaging_process_duration_seconds",
            HISTOGRAM,
            SECONDS,
            Bounds.REQUESTS,
            "Duration of processing a message.",
            Labels.MESSAGING),
    MESSAGING_KAFKA_CONSUMER_LAG(
            "messaging_kafka_consumer_lag",
            GAUGE,
            NONE,
            null,
            "Number of messages that a Kafka consumer is behind, over the partitions it reads.",
            Labels.CONSUMER),
    METHOD_DURATION(
            "method_duration_seconds",
            HISTOGRAM,
            SECONDS,
            Bounds.DATABASE,
            "Duration of calls of methods that a rule in the configuration names, by the labels that the rule adds, too.",
            Labels.METHOD),
    LOG_EVENTS(
            "log_events_total",
            COUNTER,
            NONE,
            null,
            "Number of log events; the label logger only where it is switched on.",
            Labels.LOG),

    JVM_MEMORY_USED("jvm_memory_used_bytes", GAUGE, BYTES, null, "Measure of memory used.", Labels.MEMORY),
    JVM_MEMORY_COMMITTED(
            "jvm_memory_committed_bytes", GAUGE, BYTES, null, "Measure of memory committed.", Labels.MEMORY),
    JVM_MEMORY_LIMIT("jvm_memory_limit_bytes", GAUGE, BYTES, null, "Measure of max obtainable memory.", Labels.MEMORY),
    JVM_MEMORY_USED_AFTER_LAST_GC(
            "jvm_memory_used_after_last_gc_bytes",
            GAUGE,
            BYTES,
            null,
            "Measure of memory used, as measured after the most recent garbage collection event on this pool.",
            Labels.MEMORY),
    JVM_GC_DURATION(
            "jvm_gc_duration_seconds",
            HISTOGRAM,
            SECONDS,
            Bounds.GC,
            "Duration of JVM garbage collection actions.",
            Labels.GC),
    JVM_THREAD_COUNT("jvm_thread_count", GAUGE, NONE, null, "Number of executing platform threads.", Labels.THREAD),
    JVM_THREAD_VIRTUAL_PINNED(
            "jvm_thread_virtual_pinned_duration_seconds",
            HISTOGRAM,
            SECONDS,
            Bounds.DATABASE,
            "Time that virtual threads were blocked while they held on to their carrier thread, from 1 ms; where "
                    + "metrics.virtual-thread-pins is on.",
            Labels.NO),
    JVM_CLASS_LOADED(
            "jvm_class_loaded_total", COUNTER, NONE, null, "Number of classes loaded since JVM start.", Labels.NO),
    JVM_CLASS_UNLOADED(
            "jvm_class_unloaded_total", COUNTER, NONE, null, "Number of classes unloaded since JVM start.", Labels.NO),
    JVM_CLASS_COUNT("jvm_class_count", GAUGE, NONE, null, "Number of classes currently loaded.", Labels.NO),
    JVM_CPU_TIME(
            "jvm_cpu_time_seconds_total",
            COUNTER,
            SECONDS,
            null,
            "CPU time used by the process as reported by the JVM.",
            Labels.NO),
    JVM_CPU_COUNT(
            "jvm_cpu_count",
            GAUGE,
            NONE,
            null,
            "Number of processors available to the Java virtual machine.",
            Labels.NO),
    JVM_CPU_RECENT_UTILIZATION(
            "jvm_cpu_recent_utilization_ratio",
            GAUGE,
            RATIO,
            null,
            "Recent CPU utilization for the process as reported by the JVM.",
            Labels.NO),
    JVM_BUFFER_MEMORY_USED(
            "jvm_buffer_memory_used_bytes", GAUGE, BYTES, null, "Measure of memory used by buffers.", Labels.BUFFER),
    JVM_BUFFER_MEMORY_LIMIT(
            "jvm_buffer_memory_limit_bytes",
            GAUGE,
            BYTES,
            null,
            "Measure of total memory capacity of buffers.",
            Labels.BUFFER),
    JVM_BUFFER_COUNT("jvm_buffer_count", GAUGE, NONE, null, "Number of buffers in the pool.", Labels.BUFFER),
    JVM_FILE_DESCRIPTOR_COUNT(
            "jvm_file_descriptor_count",
            GAUGE,
            NONE,
            null,
            "Number of open file descriptors as reported by the JVM.",
            Labels.NO),
    JVM_FILE_DESCRIPTOR_LIMIT(
            "jvm_file_descriptor_limit",
            GAUGE,
            NONE,
            null,
            "Measure of max open file descriptors as reported by the JVM.",
            Labels.NO),

    AGENT_HOOK_ERRORS(
            "obs_agent_hook_errors_total",
            COUNTER,
            NONE,
            null,
            "Number of errors in the agent's own hooks; the application did not notice.",
            Labels.HOOK),
    AGENT_HOOK_CALLS(
            "obs_agent_hook_calls_total",
            COUNTER,
            NONE,
            null,
            "Number of calls of the agent's hooks, by instrumentation; extrapolated from about one of 1,000.",
            Labels.WOVEN),
    AGENT_HOOK_TIME(
            "obs_agent_hook_seconds_total",
            COUNTER,
            SECONDS,
            null,
            "Time that passed in the agent's hooks on the application's threads; extrapolated from about one call of 1,000.",
            Labels.WOVEN),
    AGENT_HOOK_ALLOCATED(
            "obs_agent_hook_allocated_bytes_total",
            COUNTER,
            BYTES,
            null,
            "What the agent's hooks have allocated since the first scrape, but on virtual threads; extrapolated from about one "
                    + "call of 1,000.",
            Labels.WOVEN),
    AGENT_SPANS_RECORDED(
            "obs_agent_spans_recorded_total", COUNTER, NONE, null, "Number of sampled spans that ended.", Labels.NO),
    AGENT_SPANS_EXPORTED(
            "obs_agent_spans_exported_total",
            COUNTER,
            NONE,
            null,
            "Number of spans that the collector has accepted, among them what earlier JVMs had left in the spool.",
            Labels.NO),
    AGENT_SPANS_DROPPED(
            "obs_agent_spans_dropped_total", COUNTER, NONE, null, "Number of spans lost, by reason.", Labels.REASON),
    AGENT_LOGS_SHIPPED(
            "obs_agent_logs_shipped_total",
            COUNTER,
            NONE,
            null,
            "Number of log events that were taken where logs.ship sends them; over UDP: that were sent.",
            Labels.NO),
    AGENT_LOGS_DROPPED(
            "obs_agent_logs_dropped_total",
            COUNTER,
            NONE,
            null,
            "Number of log events that logs.ship did not send, by reason.",
            Labels.REASON),
    AGENT_SPOOL_BYTES(
            "obs_agent_spool_bytes",
            GAUGE,
            BYTES,
            null,
            "Disk that spans take which wait for the collector.",
            Labels.NO),
    AGENT_EXPORT_UP(
            "obs_agent_export_up",
            GAUGE,
            NONE,
            null,
            "1 when the collector accepted the last batch, 0 when not; absent before the first.",
            Labels.NO),
    AGENT_OVERFLOW(
            "obs_agent_overflow_total",
            COUNTER,
            NONE,
            null,
            "Number of measurements whose label value became _other because the label has too many values.",
            Labels.OVERFLOW),
    AGENT_WOVEN_TYPES(
            "obs_agent_woven_types", GAUGE, NONE, null, "Number of classes that hooks were woven into.", Labels.WOVEN),
    AGENT_PROTECTION_STEP(
            "obs_agent_protection_step",
            GAUGE,
            NONE,
            null,
            "0 when the agent does all that it is told to, 1 when it records no spans and 2 when it records nothing, as the "
                    + "JVM is in trouble.",
            Labels.NO),
    AGENT_STARTUP(
            "obs_agent_startup_seconds",
            GAUGE,
            SECONDS,
            null,
            "Time that the agent took of the application's start-up thread.",
            Labels.NO),
    TARGET("target_info", INFO, NONE, null, "Attributes of the resource: the service and where it runs.", Labels.NO);

    /** What a metric is. */
    public enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM,
        INFO
    }

    /** What a metric is measured in, and what its measurements are recorded in. */
    public enum Unit {
        /** Recorded as nanoseconds. */
        SECONDS(1e9, "seconds"),
        BYTES(1, "bytes"),
        RATIO(1, "ratio"),
        NONE(1, null);

        private final double recordedPerUnit;
        private final String text;

        Unit(double recordedPerUnit, String text) {
            this.recordedPerUnit = recordedPerUnit;
            this.text = text;
        }

        /** How many of what is recorded make one. */
        public double recordedPerUnit() {
            return recordedPerUnit;
        }

        /** The name in OpenMetrics, which is also the suffix of the metric's name; null for a plain number. */
        public String text() {
            return text;
        }
    }

    private final String text;
    private final Type type;
    private final Unit unit;
    private final double[] bounds;
    private final String description;
    private final String[] labels;

    Metric(String text, Type type, Unit unit, double[] bounds, String description, String[] labels) {
        this.text = text;
        this.type = type;
        this.unit = unit;
        this.bounds = bounds;
        this.description = description;
        this.labels = labels;
    }

    /** The name, as in the text format of Prometheus. */
    public String text() {
        return text;
    }

    public Type type() {
        return type;
    }

    public Unit unit() {
        return unit;
    }

    /** The upper bounds of a histogram's buckets by default, without infinity; else null. */
    double[] bounds() {
        return bounds;
    }

    public String description() {
        return description;
    }

    /** The names of the labels; a label without value is left out of the scrape. */
    public String[] labels() {
        return labels;
    }

    private static final class Bounds {
        static final double[] REQUESTS = {.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10};
        static final double[] DATABASE = {.001, .005, .01, .05, .1, .5, 1, 5, 10};
        static final double[] SIZES = {100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};
        static final double[] ROWS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000};
        static final double[] GC = {.01, .1, 1, 10};
    }

    /** Sets of labels that several metrics share; the labels of active requests begin those of ended ones. */
    private static final class Labels {
        static final String[] NO = {};
        static final String[] HTTP_SERVER_ACTIVE = {"http_request_method", "url_scheme"};
        static final String[] HTTP_SERVER = {
            "http_request_method", "url_scheme", "http_route", "http_response_status_code", "error_type"
        };
        static final String[] HTTP_SERVER_USER = {"http_request_method", "http_route", "user_id"};
        static final String[] APPLICATION = {"application"};
        static final String[] HTTP_CLIENT = {
            "http_request_method", "http_response_status_code", "server_address", "server_port", "error_type"
        };
        static final String[] RPC_SERVER = {"rpc_system_name", "rpc_method", "rpc_response_status_code", "error_type"};
        static final String[] RPC_CLIENT = {
            "rpc_system_name", "rpc_method", "rpc_response_status_code", "error_type", "server_address", "server_port"
        };
        static final String[] DATABASE = {
            "db_system_name",
            "db_namespace",
            "db_operation_name",
            "db_collection_name",
            "db_query_summary",
            "error_type",
            "server_address",
            "server_port"
        };
        static final String[] POOL = {"db_client_connection_pool_name"};
        static final String[] POOL_STATE = {"db_client_connection_pool_name", "state"};
        static final String[] MESSAGING = {
            "messaging_system",
            "messaging_operation_name",
            "messaging_destination_name",
            "messaging_consumer_group_name",
            "error_type"
        };
        static final String[] CONSUMER = {
            "messaging_destination_name", "messaging_consumer_group_name", "messaging_client_id"
        };
        static final String[] METHOD = {"rule", "class", "method", "error_type"};
        static final String[] LOG = {"level", "logger"};
        static final String[] MEMORY = {"jvm_memory_type", "jvm_memory_pool_name"};
        static final String[] GC = {"jvm_gc_name", "jvm_gc_action"};
        static final String[] THREAD = {"jvm_thread_daemon", "jvm_thread_state"};
        static final String[] BUFFER = {"jvm_buffer_pool_name"};
        static final String[] HOOK = {"hook"};
        static final String[] REASON = {"reason"};
        static final String[] OVERFLOW = {"metric", "label"};
        static final String[] WOVEN = {"instrumentation"};
    }
}

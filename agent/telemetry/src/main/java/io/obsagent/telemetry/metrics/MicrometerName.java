package io.obsagent.telemetry.metrics;

import io.prometheus.metrics.model.snapshots.Labels;

/** What Micrometer and Spring Boot 3 call a metric of ours, and its labels. One of ours can be several of theirs. */
enum MicrometerName {
    HTTP_SERVER(Metric.HTTP_SERVER_REQUEST_DURATION, "http_server_requests_seconds") {
        @Override
        Labels labels(Labels from) {
            String status = from.get("http_response_status_code");
            return http(from, status == null ? "UNKNOWN" : status, uri(from.get("http_route"), status));
        }
    },
    HTTP_CLIENT(Metric.HTTP_CLIENT_REQUEST_DURATION, "http_client_requests_seconds") {
        @Override
        Labels labels(Labels from) {
            String status = from.get("http_response_status_code");
            return http(from, status == null ? "CLIENT_ERROR" : status, "none")
                    .merge(Labels.of("client_name", orNone(from.get("server_address"))));
        }
    },
    SESSIONS(Metric.HTTP_SERVER_ACTIVE_SESSIONS, "tomcat_sessions_active_current_sessions"),
    LOG_EVENTS(Metric.LOG_EVENTS, "logback_events", "level", "level"),

    POOL(Metric.DB_CLIENT_CONNECTION_COUNT, "hikaricp_connections", Pairs.POOL),
    POOL_ACTIVE(Metric.DB_CLIENT_CONNECTION_COUNT, "hikaricp_connections_active", Pairs.POOL) {
        @Override
        Labels labels(Labels from) {
            return "used".equals(from.get("state")) ? super.labels(from) : null;
        }
    },
    POOL_IDLE(Metric.DB_CLIENT_CONNECTION_COUNT, "hikaricp_connections_idle", Pairs.POOL) {
        @Override
        Labels labels(Labels from) {
            return "idle".equals(from.get("state")) ? super.labels(from) : null;
        }
    },
    POOL_MAX(Metric.DB_CLIENT_CONNECTION_MAX, "hikaricp_connections_max", Pairs.POOL),
    POOL_PENDING(Metric.DB_CLIENT_CONNECTION_PENDING_REQUESTS, "hikaricp_connections_pending", Pairs.POOL),
    POOL_TIMEOUTS(Metric.DB_CLIENT_CONNECTION_TIMEOUTS, "hikaricp_connections_timeout", Pairs.POOL),
    POOL_ACQUIRE(Metric.DB_CLIENT_CONNECTION_WAIT_TIME, "hikaricp_connections_acquire_seconds", Pairs.POOL),
    POOL_USAGE(Metric.DB_CLIENT_CONNECTION_USE_TIME, "hikaricp_connections_usage_seconds", Pairs.POOL),

    MEMORY_USED(Metric.JVM_MEMORY_USED, "jvm_memory_used_bytes", Pairs.MEMORY),
    MEMORY_COMMITTED(Metric.JVM_MEMORY_COMMITTED, "jvm_memory_committed_bytes", Pairs.MEMORY),
    MEMORY_MAX(Metric.JVM_MEMORY_LIMIT, "jvm_memory_max_bytes", Pairs.MEMORY),
    GC_PAUSE(Metric.JVM_GC_DURATION, "jvm_gc_pause_seconds", "jvm_gc_name", "gc", "jvm_gc_action", "action") {
        @Override
        Labels labels(Labels from) {
            String action = from.get("jvm_gc_action");
            boolean pause = !action.endsWith("GC cycle") && !action.contains("concurrent");
            return pause ? super.labels(from) : null;
        }
    },
    THREADS_LIVE(Metric.JVM_THREAD_COUNT, "jvm_threads_live_threads"),
    THREADS_DAEMON(Metric.JVM_THREAD_COUNT, "jvm_threads_daemon_threads") {
        @Override
        Labels labels(Labels from) {
            return "true".equals(from.get("jvm_thread_daemon")) ? Labels.EMPTY : null;
        }
    },
    THREADS_STATES(Metric.JVM_THREAD_COUNT, "jvm_threads_states_threads", "jvm_thread_state", "state"),
    CLASSES_LOADED(Metric.JVM_CLASS_COUNT, "jvm_classes_loaded_classes"),
    CLASSES_UNLOADED(Metric.JVM_CLASS_UNLOADED, "jvm_classes_unloaded_classes"),
    CPU_COUNT(Metric.JVM_CPU_COUNT, "system_cpu_count"),
    CPU_USAGE(Metric.JVM_CPU_RECENT_UTILIZATION, "process_cpu_usage"),
    CPU_TIME(Metric.JVM_CPU_TIME, "process_cpu_time_ns") {
        @Override
        double factor() {
            return 1e9;
        }
    },
    BUFFERS(Metric.JVM_BUFFER_COUNT, "jvm_buffer_count_buffers", Pairs.BUFFER),
    BUFFERS_USED(Metric.JVM_BUFFER_MEMORY_USED, "jvm_buffer_memory_used_bytes", Pairs.BUFFER),
    BUFFERS_CAPACITY(Metric.JVM_BUFFER_MEMORY_LIMIT, "jvm_buffer_total_capacity_bytes", Pairs.BUFFER),
    FILES_OPEN(Metric.JVM_FILE_DESCRIPTOR_COUNT, "process_files_open_files"),
    FILES_MAX(Metric.JVM_FILE_DESCRIPTOR_LIMIT, "process_files_max_files");

    private final Metric from;
    private final String to;
    private final String[] renamed;

    /** @param renamed a label of ours and its name there, in turn; other labels are dropped */
    MicrometerName(Metric from, String to, String... renamed) {
        this.from = from;
        this.to = to;
        this.renamed = renamed;
    }

    /** The name of ours, as the Prometheus library has it: a counter's without {@code _total}. */
    String from() {
        String text = from.text();
        return from.type() == Metric.Type.COUNTER ? text.substring(0, text.length() - "_total".length()) : text;
    }

    /** Their name, a counter's without {@code _total}. */
    String to() {
        return to;
    }

    /** Our metric. */
    Metric metric() {
        return from;
    }

    /** How many of their unit make one of ours. */
    double factor() {
        return 1;
    }

    /** Their labels for a series of ours; null when they do not count it. */
    Labels labels(Labels from) {
        Labels.Builder labels = Labels.builder();
        for (int i = 0; i < renamed.length; i += 2) {
            String value = from.get(renamed[i]);
            if (value != null) {
                labels.label(renamed[i + 1], spelled(value));
            }
        }
        return labels.build();
    }

    private static String spelled(String value) {
        switch (value) {
            case "non_heap":
                return "nonheap";
            case "timed_waiting":
                return "timed-waiting";
            default:
                return value;
        }
    }

    private static Labels http(Labels from, String status, String uri) {
        String error = from.get("error_type");
        boolean thrown = error != null && error.indexOf('.') > 0;
        return Labels.of(
                "method",
                orNone(from.get("http_request_method")),
                "uri",
                uri,
                "status",
                status,
                "outcome",
                outcome(status),
                "exception",
                thrown ? error.substring(error.lastIndexOf('.') + 1) : "none");
    }

    private static String orNone(String value) {
        return value == null ? "none" : value;
    }

    private static String uri(String route, String status) {
        if (route != null) {
            return "/".equals(route) ? "root" : route;
        }
        if ("404".equals(status)) {
            return "NOT_FOUND";
        }
        return status != null && status.startsWith("3") ? "REDIRECTION" : "UNKNOWN";
    }

    private static String outcome(String status) {
        switch (status.charAt(0)) {
            case '1':
                return "INFORMATIONAL";
            case '2':
                return "SUCCESS";
            case '3':
                return "REDIRECTION";
            case '4':
                return "CLIENT_ERROR";
            case '5':
                return "SERVER_ERROR";
            default:
                return "UNKNOWN";
        }
    }

    private static final class Pairs {
        static final String[] MEMORY = {"jvm_memory_type", "area", "jvm_memory_pool_name", "id"};
        static final String[] POOL = {"db_client_connection_pool_name", "pool"};
        static final String[] BUFFER = {"jvm_buffer_pool_name", "id"};
    }
}

package io.obsagent.config;

import static io.obsagent.config.ValueTypes.ADDRESS_RANGE;
import static io.obsagent.config.ValueTypes.BUT_SECRETS;
import static io.obsagent.config.ValueTypes.FLAG;
import static io.obsagent.config.ValueTypes.HEADER;
import static io.obsagent.config.ValueTypes.LOGS_URL;
import static io.obsagent.config.ValueTypes.PATTERN;
import static io.obsagent.config.ValueTypes.PROXY;
import static io.obsagent.config.ValueTypes.TEXT;
import static io.obsagent.config.ValueTypes.TRACE_HEADER;
import static io.obsagent.config.ValueTypes.URL;
import static io.obsagent.config.ValueTypes.choice;
import static io.obsagent.config.ValueTypes.decimal;
import static io.obsagent.config.ValueTypes.whole;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of everything that can be set, in the order of the reference file. */
final class Keys {
    private static final Map<String, Key<?>> BY_NAME = new HashMap<>();
    private static final List<Key<?>> ALL = new ArrayList<>();

    private static final int MANY = 1_000_000;
    private static final long HOUR = 3_600_000;
    private static final MapType<String> TEXTS = new MapType<>(TEXT, "names with values, such as {team: shop}");

    static final Key<Boolean> ENABLED = live(
            "enabled",
            FLAG,
            "true",
            "Whether the agent observes anything: with false the application runs as without it.");

    static final Key<LogLevel> LOG_LEVEL =
            live("log.level", choice(LogLevel.values()), "info", "How much the agent itself writes to standard error.");

    static final Key<Boolean> LOG_STARTUP_PROFILE = key(
            "log.startup-profile",
            FLAG,
            "false",
            "Whether a table of what the agent's start costs is written, 30 seconds after the start or when the JVM ends. "
                    + "A variable or property shows more than this file, which is read when half is done.");

    static final Key<Boolean> PROTECTION_ENABLED = live(
            "self-protection.enabled",
            FLAG,
            "true",
            "Whether the agent steps down while the JVM is in trouble: first no spans but metrics, after another 10 seconds "
                    + "of a full heap nothing at all, and back. obs_agent_protection_step shows it.");
    static final Key<Double> PROTECTION_HEAP = live(
            "self-protection.heap",
            decimal(0.1, 1),
            "0.85",
            "Share of the heap that is still taken after garbage collection, which is trouble while the collectors take as "
                    + "much time as self-protection.gc says.");
    static final Key<Double> PROTECTION_GC = live(
            "self-protection.gc",
            decimal(0.01, 1),
            "0.2",
            "Share of time that garbage collection takes, which is trouble while the heap is as full as self-protection.heap "
                    + "says.");
    static final Key<Double> PROTECTION_CPU = live(
            "self-protection.cpu",
            decimal(0, 1),
            "0",
            "Share of the machine's processors, or the container's, that is trouble when it is taken: then there are no spans. "
                    + "0 does not look at them.");
    static final Key<Long> PROTECTION_RECOVERY = live(
            "self-protection.recovery",
            new DurationType(1000, HOUR),
            "30s",
            "How long all has to be well again before the agent takes one step back.");

    static final Key<String> SERVICE_NAME = key(
            "service.name",
            TEXT,
            "",
            "Name of the service, the same for all its copies. Default: the name of the main jar without version, "
                    + "or of the main class.",
            "OTEL_SERVICE_NAME");
    static final Key<String> SERVICE_NAMESPACE =
            key("service.namespace", TEXT, "", "The group of services this one belongs to. Default: none.");
    static final Key<String> SERVICE_VERSION =
            key("service.version", TEXT, "", "Version of the service. Default: none.");
    static final Key<String> SERVICE_INSTANCE_ID = key(
            "service.instance-id",
            TEXT,
            "",
            "Tells this copy of the service from the others. Default: a new random UUID at each start.");
    static final Key<Boolean> SERVICE_PER_APPLICATION = key(
            "service.per-application",
            FLAG,
            "false",
            "Whether each web application of a JVM that runs several is a service of its own, called like its context "
                    + "path without the first slash: what is done for its requests has that name as service.name of "
                    + "spans and as label service_name of metrics. The root application, what is done for no request or "
                    + "reaches neither filter nor servlet, and applications beyond the first 50 keep service.name; so do "
                    + "lines of JSON.");

    static final Key<Map<String, String>> RESOURCE_ATTRIBUTES = key(
            "resource-attributes",
            TEXTS,
            "",
            "Further attributes of the resource, of all spans and target_info, such as deployment.environment.name.");

    static final Key<Protocol> EXPORTER_PROTOCOL = key(
            "exporter.protocol",
            choice(Protocol.values()),
            "http/protobuf",
            "How spans are sent to the collector; none sends nothing (trace ids in logs and metrics stay).",
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL");
    static final Key<String> EXPORTER_ENDPOINT = secret(
            "exporter.endpoint",
            URL,
            "",
            "URL of the collector; when it has no path, http/protobuf appends /v1/traces. "
                    + "Default: http://localhost:4318, for grpc http://localhost:4317.",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    static final Key<Map<String, String>> EXPORTER_HEADERS = secret(
            "exporter.headers",
            new MapType<>(TEXT, "header names with one value each"),
            "",
            "Headers of every request to the collector, such as authorization. They never appear in a message.");
    static final Key<Long> EXPORTER_TIMEOUT = key(
            "exporter.timeout",
            new DurationType(1, HOUR),
            "10s",
            "Longest time that sending one batch may take.",
            "OTEL_EXPORTER_OTLP_TIMEOUT",
            "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT");
    static final Key<Compression> EXPORTER_COMPRESSION = key(
            "exporter.compression",
            choice(Compression.values()),
            "none",
            "Compression of batches: gzip saves network and costs CPU.",
            "OTEL_EXPORTER_OTLP_COMPRESSION",
            "OTEL_EXPORTER_OTLP_TRACES_COMPRESSION");
    static final Key<Integer> EXPORTER_QUEUE_SIZE = key(
            "exporter.queue-size",
            whole(1, MANY),
            "2048",
            "Ended spans that wait for sending; more are dropped and counted.",
            "OTEL_BSP_MAX_QUEUE_SIZE");
    static final Key<Integer> EXPORTER_BATCH_SIZE = key(
            "exporter.batch-size",
            whole(1, MANY),
            "512",
            "Most spans in one batch; at most the queue size.",
            "OTEL_BSP_MAX_EXPORT_BATCH_SIZE");
    static final Key<Long> EXPORTER_SCHEDULE_DELAY = key(
            "exporter.schedule-delay",
            new DurationType(1, HOUR),
            "5s",
            "Longest time that a span waits for its batch to fill.",
            "OTEL_BSP_SCHEDULE_DELAY");
    static final Key<String> EXPORTER_TLS_CA_FILE = key(
            "exporter.tls.ca-file",
            TEXT,
            "",
            "File with the certificates (PEM) that the collector's must come from. Default: the JVM's trust store.",
            "OTEL_EXPORTER_OTLP_CERTIFICATE",
            "OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE");
    static final Key<String> EXPORTER_TLS_CERTIFICATE_FILE = key(
            "exporter.tls.certificate-file",
            TEXT,
            "",
            "File with the client certificate (PEM) that is shown to the collector, with those between it and the root. "
                    + "Default: none.",
            "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE",
            "OTEL_EXPORTER_OTLP_TRACES_CLIENT_CERTIFICATE");
    static final Key<String> EXPORTER_TLS_KEY_FILE = key(
            "exporter.tls.key-file",
            TEXT,
            "",
            "File with the client certificate's key (PEM, PKCS#8, without a password).",
            "OTEL_EXPORTER_OTLP_CLIENT_KEY",
            "OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY");
    static final Key<String> EXPORTER_PROXY = secret(
            "exporter.proxy",
            PROXY,
            "none",
            "HTTP proxy to the collector: http://user:password@proxy:3128; jvm takes the application's "
                    + "(http.proxyHost, https.proxyHost, http.nonProxyHosts).");
    static final Key<Boolean> EXPORTER_SPOOL_ENABLED = key(
            "exporter.spool.enabled",
            FLAG,
            "true",
            "Whether spans wait on disk while the collector is away or slow, once more of them wait than half of the queue "
                    + "or a whole batch. Nothing is written before the collector was there or an endpoint was set.");
    static final Key<String> EXPORTER_SPOOL_DIRECTORY = key(
            "exporter.spool.directory",
            TEXT,
            "",
            "Where they wait, in a directory for each service.name, endpoint and deployment.environment.name that the agent's "
                    + "user alone can read. In a container name a volume if spans are to outlive it. Default: obs-agent-USER in the temporary directory.");
    static final Key<Long> EXPORTER_SPOOL_MAX_SIZE = key(
            "exporter.spool.max-size",
            new SizeType(1024 * 1024, 1L << 40),
            "64MB",
            "Most bytes of disk that they take, compressed; then the oldest are dropped and counted.");
    static final Key<Long> EXPORTER_SPOOL_MAX_AGE = key(
            "exporter.spool.max-age",
            new DurationType(1000, 720 * HOUR),
            "24h",
            "Spans that have waited longer are dropped and counted.");

    static final Key<Double> SAMPLING_RATIO = live(
            "sampling.ratio",
            decimal(0, 1),
            "1.0",
            "Share of traces that are recorded, decided by trace id where a trace begins. Metrics always count all.");
    static final Key<Map<String, Double>> SAMPLING_RULES = live(
            "sampling.rules",
            new MapType<>(decimal(0, 1), "patterns with numbers from 0.0 to 1.0"),
            "",
            "Other ratios for traces by what begins them here, such as /orders/*: 0.1 for paths, shop.Cart/*: 1 for methods "
                    + "of gRPC, orders: 0 for a topic, shop.Report.run: 1 for a job. * stands for any characters; "
                    + "of several patterns that fit the one with most other characters counts.");
    static final Key<Double> SAMPLING_TRACES_PER_SECOND = live(
            "sampling.traces-per-second",
            decimal(0.01, MANY),
            "",
            "Most traces per second that are recorded of those that begin here, after ratio and rules; after a pause those "
                    + "of one second at once. Default: no limit.");
    static final Key<List<TraceKind>> SAMPLING_KEEP = live(
            "sampling.keep",
            new ListType<>(choice(TraceKind.values()), "a list of slow and errors"),
            "",
            "Traces that are kept in any case, of those on which ratio, rules and limit decide: slow ones, or those in which "
                    + "an operation of this JVM failed. Their spans wait in memory until the first operation of the trace in "
                    + "this JVM has ended, at most as many as exporter.queue-size, of one trace a quarter of them. "
                    + "Default: none.");
    static final Key<Long> SAMPLING_SLOW = live(
            "sampling.slow",
            new DurationType(1, HOUR),
            "1s",
            "How long the first operation of a trace takes in this JVM for the trace to be slow.");
    static final Key<Boolean> SAMPLING_PARENT_BASED = live(
            "sampling.parent-based",
            FLAG,
            "true",
            "Whether the caller's decision is taken over; false decides anew for every request.");

    static final Key<List<Propagator>> PROPAGATORS = key(
            "propagators",
            new ListType<>(choice(Propagator.values()), "a list of tracecontext, baggage, b3, b3multi, jaeger, xray"),
            "tracecontext, baggage",
            "Header formats in which the trace is taken over from callers and handed on: tracecontext, baggage, b3 "
                    + "(one header), b3multi (several), jaeger, xray.",
            "OTEL_PROPAGATORS");

    static final Key<Boolean> SERVER_ENABLED =
            key("server.enabled", FLAG, "true", "Whether the agent serves /metrics.");
    static final Key<String> SERVER_HOST = key(
            "server.host",
            TEXT,
            "127.0.0.1",
            "Address that /metrics listens on. In a container write 0.0.0.0, so that Prometheus reaches it.");
    static final Key<Integer> SERVER_PORT =
            key("server.port", whole(0, 65535), "9464", "Port of /metrics; 0 takes any free port and logs it.");

    static final Key<Boolean> SERVER_DOCTOR = key(
            "server.doctor",
            FLAG,
            "true",
            "Whether /doctor, beside /metrics, tells what the agent found, does and does not do, and why. Without "
                    + "server.auth only where server.host is a loopback address, and only to clients of this machine.");
    static final Key<String> SERVER_TLS_CERTIFICATE_FILE = key(
            "server.tls.certificate-file",
            TEXT,
            "",
            "File with the server's certificate (PEM), with those between it and the root; makes /metrics and /doctor https. "
                    + "Read again when it changes. Default: http.");
    static final Key<String> SERVER_TLS_KEY_FILE =
            key("server.tls.key-file", TEXT, "", "File with the certificate's key (PEM, PKCS#8, without a password).");
    static final Key<String> SERVER_AUTH_USER = key(
            "server.auth.user",
            TEXT,
            "",
            "Who has to log in with server.auth.password to see /metrics and /doctor (HTTP basic authentication). Default: "
                    + "nobody has to.");
    static final Key<String> SERVER_AUTH_PASSWORD = secret(
            "server.auth.password",
            TEXT,
            "",
            "The password of server.auth.user, such as ${file:/run/secrets/metrics}.");
    static final Key<String> SERVER_AUTH_TOKEN = secret(
            "server.auth.token",
            TEXT,
            "",
            "A token that opens /metrics and /doctor as well (HTTP bearer authentication). Default: none.");

    static final Key<MetricsDialect> METRICS_DIALECT = key(
            "metrics.dialect",
            choice(MetricsDialect.values()),
            "opentelemetry",
            "Whose names the metrics have: the OpenTelemetry semantic conventions', or those that dashboards for "
                    + "Micrometer and Spring Boot expect (docs/telemetry.md).");
    static final Key<Boolean> METRICS_VIRTUAL_THREAD_PINS = key(
            "metrics.virtual-thread-pins",
            FLAG,
            "false",
            "Whether to measure how long virtual threads hold on to their carrier (Java 21 and newer); starts a recording "
                    + "of JDK Flight Recorder.");
    static final Key<Boolean> METRICS_EXEMPLARS = key(
            "metrics.exemplars",
            FLAG,
            "true",
            "Whether histogram buckets carry the trace id of a recent sampled request (OpenMetrics and protobuf).");
    static final Key<Map<String, double[]>> METRICS_BUCKETS = key(
            "metrics.buckets",
            new MapType<>(new BucketsType(), "metric names with ascending numbers"),
            "",
            "Upper bounds of a histogram's buckets by its name as scraped, such as "
                    + "http_server_request_duration_seconds: [0.01, 0.1, 1]. Default: the semantic conventions'.");
    static final Key<Integer> METRICS_MAX_LABEL_VALUES = key(
            "metrics.max-label-values",
            whole(1, MANY),
            "200",
            "Most different values of one label of one metric; further ones are counted as _other.");
    static final Key<Map<String, Integer>> METRICS_MAX_VALUES_PER_LABEL = key(
            "metrics.max-values-per-label",
            new MapType<>(whole(1, MANY), "label names with whole numbers"),
            "",
            "The same for single labels, such as http_route: 500.");

    static final Key<Integer> LIMITS_ATTRIBUTE_COUNT = key(
            "limits.attribute-count",
            whole(1, 10_000),
            "128",
            "Most attributes of a span.",
            "OTEL_ATTRIBUTE_COUNT_LIMIT",
            "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT");
    static final Key<Integer> LIMITS_ATTRIBUTE_LENGTH = key(
            "limits.attribute-length",
            whole(16, MANY),
            "4096",
            "Most characters of an attribute's value; the rest is cut off.",
            "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT",
            "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT");
    static final Key<Integer> LIMITS_EVENTS =
            key("limits.events", whole(0, 10_000), "128", "Most events of a span.", "OTEL_SPAN_EVENT_COUNT_LIMIT");
    static final Key<Integer> LIMITS_LINKS =
            key("limits.links", whole(0, 10_000), "128", "Most links of a span.", "OTEL_SPAN_LINK_COUNT_LIMIT");
    static final Key<Integer> LIMITS_SQL_LENGTH = key(
            "limits.sql-length",
            whole(16, MANY),
            "2048",
            "Most characters of a SQL text that are read and kept; the rest is cut off.");

    static final Key<Boolean> REDACT_CARD_NUMBERS = key(
            "redact.card-numbers",
            FLAG,
            "false",
            "Whether what may be the number of a payment card (13 to 19 digits whose last one checks the others) becomes "
                    + "REDACTED in all that is sent and served: attributes, headers, query strings, exceptions, log events, "
                    + "labels that users and method rules give.");
    static final Key<Boolean> REDACT_EMAIL_ADDRESSES = key(
            "redact.email-addresses",
            FLAG,
            "false",
            "Whether e-mail addresses become REDACTED there, too; also where they are the user's id.");

    static final Key<Boolean> HTTP_REDACT_QUERY = key(
            "http.redact-query",
            FLAG,
            "true",
            "Whether the values in query strings, and what follows a semicolon in a path, are replaced by REDACTED in spans.");

    static final Key<Boolean> HTTP_INFER_ROUTE = live(
            "http.infer-route",
            FLAG,
            "true",
            "Whether a request whose route is unknown gets a template of its path, /orders/{id} of /orders/4711. Only "
                    + "answers with status 2xx and 5xx do, as anyone can ask for paths that do not exist, and only the "
                    + "first 50 templates: after them the route is what is known without.");
    static final Key<List<String>> HTTP_CAPTURED_REQUEST_HEADERS = live(
            "http.captured-request-headers",
            new ListType<>(HEADER, "a list of header names" + BUT_SECRETS),
            "",
            "Request headers that become attributes of server spans, http.request.header.x-tenant.");
    static final Key<List<String>> HTTP_CAPTURED_RESPONSE_HEADERS = live(
            "http.captured-response-headers",
            new ListType<>(HEADER, "a list of header names" + BUT_SECRETS),
            "",
            "Response headers that become attributes of server spans, http.response.header.x-cache.");
    static final Key<String> HTTP_TRACE_RESPONSE_HEADER = live(
            "http.trace-response-header",
            TRACE_HEADER,
            "",
            "Header of every response that is served, by which the caller knows its trace: traceresponse (W3C), "
                    + "server-timing (the same for scripts in browsers), or a name of one's own such as X-Trace-Id, "
                    + "whose value is the trace's id. Default: none.");
    static final Key<List<AddressRange>> HTTP_TRUSTED_PROXIES = live(
            "http.trusted-proxies",
            new ListType<>(ADDRESS_RANGE, "a list of addresses and ranges such as 10.0.0.0/8"),
            "",
            "Proxies whose X-Forwarded-For, or without one whose Forwarded, is believed: client.address is the last "
                    + "address that is none of theirs. Proxies that add neither must remove what clients send. Where "
                    + "none are named it is the first address, which clients can forge.");
    static final Key<List<String>> HTTP_UNTRACED_PATHS = live(
            "http.untraced-paths",
            new ListType<>(TEXT, "a list of paths; * stands for any characters"),
            "/health, /healthz, /livez, /readyz, /actuator/health*",
            "Paths of requests that are measured and not traced, as of health checks; none traces all.");
    static final Key<List<String>> HTTP_UNMEASURED_PATHS = live(
            "http.unmeasured-paths",
            new ListType<>(TEXT, "a list of paths; * stands for any characters"),
            "",
            "Paths of requests that are not measured.");
    static final Key<UserSource> HTTP_USER = live(
            "http.user",
            UserSource.TYPE,
            "",
            "Where the id of a request's user is found: principal, header:NAME or session:NAME (an attribute of the "
                    + "session, which is asked for on each request: that renews it, and may read a remote store). It becomes "
                    + "user.id of spans and a label of http_server_user_requests_total. Default: users are not "
                    + "recorded.");

    static final Key<List<String>> RPC_CAPTURED_REQUEST_METADATA = live(
            "rpc.captured-request-metadata",
            new ListType<>(HEADER, "a list of metadata keys" + BUT_SECRETS),
            "",
            "Metadata (headers) of gRPC requests that become attributes of client and server spans, "
                    + "rpc.request.metadata.x-tenant. Binary metadata (-bin) does not.");
    static final Key<List<String>> RPC_CAPTURED_RESPONSE_METADATA = live(
            "rpc.captured-response-metadata",
            new ListType<>(HEADER, "a list of metadata keys" + BUT_SECRETS),
            "",
            "Metadata (headers and trailers) of gRPC responses that become attributes of client and server spans, "
                    + "rpc.response.metadata.x-cache. Binary metadata (-bin) does not.");
    static final Key<List<String>> RPC_UNTRACED_METHODS = live(
            "rpc.untraced-methods",
            new ListType<>(TEXT, "a list of methods; * stands for any characters"),
            "grpc.health.v1.Health/*",
            "Methods of gRPC calls that are measured and not traced where they are served, as of health checks; none "
                    + "traces all.");

    static final Key<LogsFormat> LOGS_FORMAT = key(
            "logs.format",
            choice(LogsFormat.values()),
            "none",
            "How lines are written that Logback, Log4j 1 and 2, java.util.logging and JBoss LogManager write to console and "
                    + "files by a pattern or a simple layout: as they are, or as one JSON object each, with field names of "
                    + "our own (docs/telemetry.md), of the Elastic Common Schema or of logstash-logback-encoder. JSON stays "
                    + "as it is, and so do layouts and converters of the application's own and patterns with replace "
                    + "or a selector, which may hide secrets. Exceptions are written whole, whatever the pattern says of "
                    + "them. A variable or property counts from the first line on, this file once it is read.");
    static final Key<LogsShipping> LOGS_SHIP = key(
            "logs.ship",
            choice(LogsShipping.values()),
            "none",
            "Whether log events of these libraries are sent besides being written: by OTLP (http/protobuf), or as GELF, as "
                    + "to Graylog. What does not fit the queue is dropped and counted. A variable or property counts from "
                    + "the first line on.");
    static final Key<String> LOGS_ENDPOINT = secret(
            "logs.endpoint",
            LOGS_URL,
            "",
            "Where they go. For otlp an http or https URL; default: the collector of spans, by the same protocol and with "
                    + "exporter.headers; where spans go by grpc, a URL with a path takes http/protobuf. For gelf "
                    + "tcp://host:12201, tls://host:12201 or udp://host:12201; default: tcp://localhost:12201. Certificates "
                    + "are those of exporter.tls.");
    static final Key<LogsLevel> LOGS_LEVEL =
            key("logs.level", choice(LogsLevel.values()), "info", "The lowest level that is sent.");
    static final Key<Integer> LOGS_MAX_REPEATS = key(
            "logs.max-repeats",
            whole(0, MANY),
            "0",
            "Most events of the same logger with the same message, before its arguments are put in, that are sent in a "
                    + "period; the next that is sent tells how many were not (log.suppressed). 0 sends all.");
    static final Key<Long> LOGS_REPEAT_PERIOD =
            key("logs.repeat-period", new DurationType(100, HOUR), "10s", "The period of logs.max-repeats.");
    static final Key<List<String>> LOGS_REDACT = key(
            "logs.redact",
            new ListType<>(PATTERN, "a list of at most 20 regular expressions of at most 500 characters", 20),
            "",
            "Regular expressions; what they find in messages, exceptions and fields that are sent becomes REDACTED, and "
                    + "so does in any case what looks like a password, token or credential. Lines on console and in "
                    + "files stay as they are. Expressions with commas or blanks need a list of YAML.");
    static final Key<Compression> LOGS_COMPRESSION = key(
            "logs.compression",
            choice(Compression.values()),
            "none",
            "Compression by otlp and gelf over UDP; GELF over TCP knows none.");
    static final Key<Integer> LOGS_QUEUE_SIZE =
            key("logs.queue-size", whole(1, MANY), "8192", "Most events that wait for sending.");
    static final Key<Long> LOGS_QUEUE_BYTES = key(
            "logs.queue-bytes",
            new SizeType(64 * 1024, 1L << 30),
            "16MB",
            "Most memory, roughly, that events take which wait for sending.");

    static final Key<Map<String, MethodRule>> METHODS = live(
            "methods",
            new MapType<>(new MethodRuleType(), "names of rules with mappings, each with the keys class and methods"),
            "",
            "Methods of the application that make spans and are measured, without code: rules by names of one's own, such as "
                    + "checkout: {class: shop.Checkout, methods: place}. docs/method-rules.md tells what a rule may hold.");

    static final Key<Boolean> SERVLET_ENABLED =
            instrumentation("servlet", "Requests served by javax and jakarta servlets.");
    static final Key<Boolean> HTTP_SERVER_ENABLED =
            instrumentation("http-server", "Requests served by the JDK's own com.sun.net.httpserver.");
    static final Key<Boolean> HTTP_CLIENT_ENABLED =
            instrumentation("http-client", "Requests made through HttpURLConnection and java.net.http.HttpClient.");
    static final Key<Boolean> APACHE_HTTPCLIENT_ENABLED = instrumentation(
            "apache-httpclient", "Requests made through Apache HttpClient 4 and 5, blocking and asynchronous.");
    static final Key<Boolean> OKHTTP_ENABLED = instrumentation("okhttp", "Requests made through OkHttp.");
    static final Key<Boolean> REACTOR_NETTY_ENABLED =
            instrumentation("reactor-netty", "Requests made through the HTTP client of Reactor Netty.");
    static final Key<Boolean> GRPC_ENABLED = instrumentation("grpc", "gRPC calls made and served.");
    static final Key<Boolean> JDBC_ENABLED = instrumentation("jdbc", "Statements executed through any JDBC driver.");
    static final Key<Boolean> JDBC_ROWS_ENABLED = live(
            "instrumentation.jdbc-rows.enabled",
            FLAG,
            "false",
            "Counts the rows that queries return (db_client_response_returned_rows), at some cost for each row.");
    static final Key<Boolean> CONNECTION_POOL_ENABLED = instrumentation(
            "connection-pool", "State of connection pools, and how long connections are waited for and kept.");
    static final Key<Long> CONNECTION_WAIT_THRESHOLD = live(
            "instrumentation.connection-pool.wait-threshold",
            new DurationType(1, HOUR),
            "100ms",
            "How long a connection of a pool has to be waited for to become a span (db.connection.wait) of the trace.");
    static final Key<Boolean> KAFKA_ENABLED =
            instrumentation("kafka", "Records sent, polled and processed by Kafka clients.");
    static final Key<Boolean> EXECUTOR_ENABLED = instrumentation(
            "executor",
            "Hands the trace over to tasks of pools, timers and threads, and to stages of CompletableFuture.");
    static final Key<Boolean> SCHEDULING_ENABLED =
            instrumentation("scheduling", "Runs of methods that Spring schedules, and of Quartz jobs.");
    static final Key<Boolean> LOGGING_ENABLED =
            instrumentation("logging", "Trace ids in the MDC of log lines, and log_events_total.");
    static final Key<String> LOGGING_TRACE_ID_KEY =
            key("instrumentation.logging.trace-id-key", TEXT, "trace_id", "MDC key of the trace id.");
    static final Key<String> LOGGING_SPAN_ID_KEY =
            key("instrumentation.logging.span-id-key", TEXT, "span_id", "MDC key of the span id.");
    static final Key<String> LOGGING_TRACE_FLAGS_KEY =
            key("instrumentation.logging.trace-flags-key", TEXT, "trace_flags", "MDC key of the trace flags.");
    static final Key<Boolean> LOGGING_MDC_GET = key(
            "instrumentation.logging.mdc-get",
            FLAG,
            "false",
            "Whether MDC.get answers with these ids in code, too. Not where code puts back later what it got, as Log4j's "
                    + "CloseableThreadContext does: the ids would stay on that thread.");
    static final Key<Boolean> LOGGING_IDS_IN_MESSAGES = key(
            "instrumentation.logging.ids-in-messages",
            FLAG,
            "false",
            "Whether messages of java.util.logging, which has no MDC, end with these ids: trace_id=... span_id=... "
                    + "trace_flags=...");
    static final Key<Boolean> LOGGING_LOGGER_LABEL = key(
            "instrumentation.logging.logger-label",
            FLAG,
            "false",
            "Whether log_events_total has the label logger as well as level.");

    static final Key<Boolean> OPENTELEMETRY_API_ENABLED = instrumentation(
            "opentelemetry-api",
            "Spans, context and baggage of applications that call the OpenTelemetry API. docs/own-telemetry.md tells how they "
                    + "and the agent's go together.");

    static final Key<Boolean> MICROMETER_ENABLED = live(
            "instrumentation.micrometer.enabled",
            FLAG,
            "false",
            "Shows the application's own Micrometer meters on the agent's /metrics: those of Metrics.globalRegistry, of simple "
                    + "and of Prometheus registries. At most 2000 series.");

    private Keys() {}

    /** All keys in the order of the reference file. */
    static List<Key<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    /** The key with this name, or null. */
    static Key<?> find(String name) {
        return BY_NAME.get(name);
    }

    /** Whether keys stand below this name. */
    static boolean isSection(String name) {
        String prefix = name + '.';
        for (Key<?> key : ALL) {
            if (key.name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static Key<Boolean> instrumentation(String name, String description) {
        return live("instrumentation." + name + ".enabled", FLAG, "true", description);
    }

    private static <T> Key<T> key(
            String name, ValueType<T> type, String defaultText, String description, String... otel) {
        return register(new Key<>(name, type, defaultText, description, false, false, otel));
    }

    /** A key whose change takes effect in the running JVM; all others wait for the next start. */
    private static <T> Key<T> live(
            String name, ValueType<T> type, String defaultText, String description, String... otel) {
        return register(new Key<>(name, type, defaultText, description, false, true, otel));
    }

    private static <T> Key<T> secret(
            String name, ValueType<T> type, String defaultText, String description, String... otel) {
        return register(new Key<>(name, type, defaultText, description, true, false, otel));
    }

    private static <T> Key<T> register(Key<T> key) {
        ALL.add(key);
        BY_NAME.put(key.name, key);
        return key;
    }
}

package io.obsagent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the agent has to do, complete and valid: every value that is not set has its default. Immutable and thread safe;
 * made by {@link ConfigLoader}.
 */
public final class AgentConfig {

    /** Whether the agent observes anything. Default true. */
    public final boolean enabled;

    /** How much the agent itself logs. Default info. */
    public final LogLevel logLevel;

    /** Whether what the start costs is written to the agent's log. Default false. */
    public final boolean startupProfile;

    public final Protection protection;
    public final Redact redact;
    public final Service service;

    /** Further resource attributes, without those of {@link #service}. Default empty. */
    public final Map<String, String> resourceAttributes;

    public final Exporter exporter;
    public final Sampling sampling;

    /** Header formats, each once, in the order in which they are read; may be empty. Default tracecontext, baggage. */
    public final List<Propagator> propagators;

    public final Server server;
    public final Metrics metrics;
    public final Limits limits;
    public final Http http;
    public final Rpc rpc;
    public final Logging logging;
    public final Logs logs;

    /** From which wait for a connection on it becomes a span, in milliseconds. Default 100. */
    public final long connectionWaitMillis;

    /** Methods of the application that are observed, by the name of the rule. Unmodifiable. Default empty. */
    public final Map<String, MethodRule> methods;

    private static final String INSTRUMENTATION = "instrumentation.";
    private static final String DOT_ENABLED = ".enabled";

    private final Settings settings;
    private final Set<String> switchedOff;

    AgentConfig(Settings settings) {
        this.settings = settings;
        switchedOff = switchedOff(settings);
        enabled = settings.get(Keys.ENABLED);
        logLevel = settings.get(Keys.LOG_LEVEL);
        startupProfile = settings.get(Keys.LOG_STARTUP_PROFILE);
        protection = new Protection(settings);
        redact = new Redact(settings);
        service = new Service(settings);
        resourceAttributes = settings.get(Keys.RESOURCE_ATTRIBUTES);
        exporter = new Exporter(settings);
        sampling = new Sampling(settings);
        propagators = unmodifiable(settings.get(Keys.PROPAGATORS));
        server = new Server(settings);
        metrics = new Metrics(settings);
        limits = new Limits(settings);
        http = new Http(settings);
        rpc = new Rpc(settings);
        logging = new Logging(settings);
        logs = new Logs(settings, exporter);
        connectionWaitMillis = settings.get(Keys.CONNECTION_WAIT_THRESHOLD);
        methods = settings.get(Keys.METHODS);
    }

    /** The configuration of an agent for which nothing was set; its service name is {@code unknown_service:java}. */
    public static AgentConfig defaults() {
        return new AgentConfig(new Settings());
    }

    /**
     * The defaults with some keys set, as tests want them.
     *
     * @param keysAndValues keys and values in turn, as in {@code with("server.port", "0")}
     * @throws IllegalArgumentException when a key is unknown or a value invalid
     */
    public static AgentConfig with(String... keysAndValues) {
        Settings settings = new Settings();
        Problems problems = new Problems();
        Map<String, String> noVariables = Collections.emptyMap();
        SettingsReader reader =
                new SettingsReader(settings, problems, new Placeholders(noVariables, new ConfigFiles()));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            reader.property("AgentConfig", keysAndValues[i], keysAndValues[i + 1]);
        }
        if (!problems.lines().isEmpty()) {
            throw new IllegalArgumentException(problems.lines().toString());
        }
        return new AgentConfig(settings);
    }

    /**
     * The names of the keys whose values differ, in the order of the reference.
     *
     * @param live whether those that take effect in the running JVM are meant, or those that wait for the next start
     */
    public List<String> differences(AgentConfig other, boolean live) {
        List<String> names = new ArrayList<>();
        for (Key<?> key : Keys.all()) {
            if (key.live == live && !settings.same(key, other.settings)) {
                names.add(key.name);
            }
        }
        return names;
    }

    /** All keys with their values and where those come from, without secrets, in the order of the reference. */
    public List<Setting> effective() {
        List<Setting> effective = new ArrayList<>();
        for (Key<?> key : Keys.all()) {
            String source = settings.source(key);
            String written = settings.written(key);
            if (key == Keys.EXPORTER_ENDPOINT && !written.isEmpty()) {
                written = exporter.endpointName;
            } else if (key.secret && !written.isEmpty() && !written.equals(key.defaultText)) {
                written = "(hidden)";
            }
            effective.add(new Setting(key.name, written, source));
        }
        return effective;
    }

    /**
     * Whether an instrumentation is on.
     *
     * @param name name of the instrumentation such as {@code http-client}
     * @return false when it was switched off; true for a name without a key
     */
    public boolean instrumentationEnabled(String name) {
        if (name.equals("log-format")) {
            return logs.format != LogsFormat.NONE;
        }
        if (name.equals("log-shipping")) {
            return logs.ship != LogsShipping.NONE;
        }
        if (name.equals("servlet-user")) {
            return http.user != null && http.user.header == null && instrumentationEnabled("servlet");
        }
        return !switchedOff.contains(name);
    }

    private static Set<String> switchedOff(Settings settings) {
        Set<String> names = new HashSet<>();
        for (Key<?> key : Keys.all()) {
            if (key.name.startsWith(INSTRUMENTATION)
                    && key.name.endsWith(DOT_ENABLED)
                    && Boolean.FALSE.equals(settings.get(key))) {
                names.add(key.name.substring(INSTRUMENTATION.length(), key.name.length() - DOT_ENABLED.length()));
            }
        }
        return names;
    }

    private static <E> List<E> unmodifiable(List<E> list) {
        return Collections.unmodifiableList(new ArrayList<>(new LinkedHashSet<>(list)));
    }

    /** When the agent steps down for the application's sake. */
    public static final class Protection {

        /** Default true. */
        public final boolean enabled;

        /** Share of the heap, from 0.1 to 1. Default 0.85. */
        public final double heap;

        /** Share of time, from 0.01 to 1. Default 0.2. */
        public final double gc;

        /** Share of the processors; 0 does not count. Default 0. */
        public final double cpu;

        /** Time without trouble before a step back, in milliseconds. Default 30,000. */
        public final long recoveryMillis;

        Protection(Settings settings) {
            enabled = settings.get(Keys.PROTECTION_ENABLED);
            heap = settings.get(Keys.PROTECTION_HEAP);
            gc = settings.get(Keys.PROTECTION_GC);
            cpu = settings.get(Keys.PROTECTION_CPU);
            recoveryMillis = settings.get(Keys.PROTECTION_RECOVERY);
        }
    }

    /** Which personal data is hidden in whatever leaves the JVM. */
    public static final class Redact {

        /** Default false. */
        public final boolean cardNumbers;

        /** Default false. */
        public final boolean emailAddresses;

        Redact(Settings settings) {
            cardNumbers = settings.get(Keys.REDACT_CARD_NUMBERS);
            emailAddresses = settings.get(Keys.REDACT_EMAIL_ADDRESSES);
        }
    }

    /** Who the application is. */
    public static final class Service {

        /** Never null or empty. */
        public final String name;

        /** Null when not set. */
        public final String namespace;

        /** Null when not set. */
        public final String version;

        /** Null when not set; then a random one has to be made. */
        public final String instanceId;

        /** Whether web applications are services of their own. */
        public final boolean perApplication;

        Service(Settings settings) {
            String set = settings.get(Keys.SERVICE_NAME);
            name = set != null ? set : "unknown_service:java";
            namespace = settings.get(Keys.SERVICE_NAMESPACE);
            version = settings.get(Keys.SERVICE_VERSION);
            instanceId = settings.get(Keys.SERVICE_INSTANCE_ID);
            perApplication = settings.get(Keys.SERVICE_PER_APPLICATION);
        }
    }

    /** Where spans go. */
    public static final class Exporter {

        /** Default http/protobuf. */
        public final Protocol protocol;

        /**
         * URL for spans, complete with its path for http/protobuf. Default {@code http://localhost:4318/v1/traces}, for
         * gRPC {@code http://localhost:4317}.
         */
        public final String tracesEndpoint;

        /**
         * {@link #tracesEndpoint} for messages: without user and password, and without path and query where a placeholder
         * has set it.
         */
        public final String endpointName;

        /** Headers of every request; secrets, so never log them. Default empty. */
        public final Map<String, String> headers;

        /** Longest time for sending one batch, in milliseconds. Default 10,000. */
        public final long timeoutMillis;

        /** Default none. */
        public final Compression compression;

        /** Ended spans that wait for sending. Default 2048. */
        public final int queueSize;

        /** Most spans in one batch, never more than {@link #queueSize}. Default 512. */
        public final int batchSize;

        /** Longest time that a span waits for its batch to fill, in milliseconds. Default 5,000. */
        public final long scheduleDelayMillis;

        /** Whether an endpoint was set: without one the default is tried, where often nobody listens. */
        public final boolean endpointSet;

        public final Tls tls;

        /** {@code none}, {@code jvm} for what the system properties say, or a URL, which may hold a password. */
        public final String proxy;

        public final Spool spool;

        Exporter(Settings settings) {
            protocol = settings.get(Keys.EXPORTER_PROTOCOL);
            tracesEndpoint = tracesEndpoint(settings, protocol == Protocol.GRPC);
            String shown = withoutUser(tracesEndpoint);
            endpointName = settings.mayBeShown(Keys.EXPORTER_ENDPOINT) ? shown : withoutPath(shown);
            headers = settings.get(Keys.EXPORTER_HEADERS);
            timeoutMillis = settings.get(Keys.EXPORTER_TIMEOUT);
            compression = settings.get(Keys.EXPORTER_COMPRESSION);
            queueSize = settings.get(Keys.EXPORTER_QUEUE_SIZE);
            batchSize = Math.min(settings.get(Keys.EXPORTER_BATCH_SIZE), queueSize);
            scheduleDelayMillis = settings.get(Keys.EXPORTER_SCHEDULE_DELAY);
            endpointSet = settings.get(Keys.EXPORTER_ENDPOINT) != null;
            tls = new Tls(settings);
            proxy = settings.get(Keys.EXPORTER_PROXY);
            spool = new Spool(settings);
        }

        private static String tracesEndpoint(Settings settings, boolean grpc) {
            String endpoint = settings.get(Keys.EXPORTER_ENDPOINT);
            if (endpoint == null) {
                return grpc ? "http://localhost:4317" : "http://localhost:4318/v1/traces";
            }
            String path = ValueTypes.pathOf(endpoint);
            if (grpc) {
                return path.isEmpty() ? endpoint : endpoint.substring(0, endpoint.lastIndexOf(path));
            }
            return path.isEmpty() ? withTracesPath(endpoint) : endpoint;
        }

        private static String withoutUser(String endpoint) {
            int host = endpoint.indexOf("://") + 3;
            int path = endpoint.indexOf('/', host);
            int user = endpoint.lastIndexOf('@', path < 0 ? endpoint.length() : path);
            return user < host ? endpoint : endpoint.substring(0, host) + endpoint.substring(user + 1);
        }

        private static String withoutPath(String endpoint) {
            int host = endpoint.indexOf("://") + 3;
            for (int i = host; i < endpoint.length(); i++) {
                if ("/?#".indexOf(endpoint.charAt(i)) >= 0) {
                    return endpoint.substring(0, i);
                }
            }
            return endpoint;
        }

        /** Appends the path for spans. */
        static String withTracesPath(String endpoint) {
            return endpoint.endsWith("/") ? endpoint + "v1/traces" : endpoint + "/v1/traces";
        }
    }

    /** Files for TLS to the collector, as PEM. */
    public static final class Tls {

        /** Null when not set; then the JVM's trust store counts. */
        public final String caFile;

        /** Null when not set; then no client certificate is shown. */
        public final String certificateFile;

        /** The key of {@link #certificateFile}; null when not set. */
        public final String keyFile;

        Tls(Settings settings) {
            caFile = settings.get(Keys.EXPORTER_TLS_CA_FILE);
            certificateFile = settings.get(Keys.EXPORTER_TLS_CERTIFICATE_FILE);
            keyFile = settings.get(Keys.EXPORTER_TLS_KEY_FILE);
        }
    }

    /** Where spans wait for a collector that is away. */
    public static final class Spool {

        /** Default true. */
        public final boolean enabled;

        /** Null when not set; then it is in the temporary directory. */
        public final String directory;

        /** Most bytes of files. Default 64 MB. */
        public final long maxBytes;

        /** Longest time that spans wait, in milliseconds. Default 24 hours. */
        public final long maxAgeMillis;

        Spool(Settings settings) {
            enabled = settings.get(Keys.EXPORTER_SPOOL_ENABLED);
            directory = settings.get(Keys.EXPORTER_SPOOL_DIRECTORY);
            maxBytes = settings.get(Keys.EXPORTER_SPOOL_MAX_SIZE);
            maxAgeMillis = settings.get(Keys.EXPORTER_SPOOL_MAX_AGE);
        }
    }

    /** Which traces are recorded. */
    public static final class Sampling {

        /** Share of traces, from 0 to 1. Default 1. */
        public final double ratio;

        /** Other shares by patterns in which {@code *} stands for any characters. Unmodifiable. Default empty. */
        public final Map<String, Double> rules;

        /** Null when there is no limit. Default null. */
        public final Double tracesPerSecond;

        /** Traces that are kept whatever was decided where they began. Default empty. */
        public final List<TraceKind> keep;

        /** From which duration on a trace is slow, in milliseconds. Default 1,000. */
        public final long slowMillis;

        /** Whether the caller's decision is taken over. Default true. */
        public final boolean parentBased;

        Sampling(Settings settings) {
            ratio = settings.get(Keys.SAMPLING_RATIO);
            rules = settings.get(Keys.SAMPLING_RULES);
            tracesPerSecond = settings.get(Keys.SAMPLING_TRACES_PER_SECOND);
            keep = settings.get(Keys.SAMPLING_KEEP);
            slowMillis = settings.get(Keys.SAMPLING_SLOW);
            parentBased = settings.get(Keys.SAMPLING_PARENT_BASED);
        }
    }

    /** The agent's own HTTP server. */
    public static final class Server {

        /** Default true. */
        public final boolean enabled;

        /** Address to listen on. Default 127.0.0.1. */
        public final String host;

        /** 0: any free port. Default 9464. */
        public final int port;

        /** Whether /doctor is served, without authentication to this machine alone. Default true. */
        public final boolean doctor;

        /** Certificate as PEM; null when not set: then there is no TLS. */
        public final String certificateFile;

        /** The key of {@link #certificateFile}. */
        public final String keyFile;

        /** User of basic authentication; null when not set. */
        public final String user;

        /** A secret: never log it. Null when not set. */
        public final String password;

        /** The token of bearer authentication, a secret: never log it. Null when not set. */
        public final String token;

        /**
         * Which half of the protection is missing, in words, such as a password whose file is empty: then nothing may be
         * served. Null when nothing is.
         */
        public final String unprotected;

        Server(Settings settings) {
            certificateFile = settings.get(Keys.SERVER_TLS_CERTIFICATE_FILE);
            keyFile = settings.get(Keys.SERVER_TLS_KEY_FILE);
            user = settings.get(Keys.SERVER_AUTH_USER);
            password = settings.get(Keys.SERVER_AUTH_PASSWORD);
            token = settings.get(Keys.SERVER_AUTH_TOKEN);
            unprotected = unprotected(settings);
            doctor = settings.get(Keys.SERVER_DOCTOR);
            enabled = settings.get(Keys.SERVER_ENABLED);
            host = settings.get(Keys.SERVER_HOST);
            port = settings.get(Keys.SERVER_PORT);
        }

        /**
         * Where /metrics is.
         *
         * @param actualPort the one that was free
         */
        public String metricsUrl(int actualPort) {
            String name = host.indexOf(':') < 0 ? host : '[' + host + ']';
            return (certificateFile == null ? "http://" : "https://") + name + ':' + actualPort + "/metrics";
        }

        private static String unprotected(Settings settings) {
            Key<?>[] keys = {
                Keys.SERVER_TLS_CERTIFICATE_FILE,
                Keys.SERVER_TLS_KEY_FILE,
                Keys.SERVER_AUTH_USER,
                Keys.SERVER_AUTH_PASSWORD,
                Keys.SERVER_AUTH_TOKEN
            };
            for (Key<?> key : keys) {
                if (settings.isLacking(key)) {
                    return key + " is there without a value; give it one, or remove it";
                }
            }
            for (int i = 0; i < 4; i += 2) {
                boolean first = settings.get(keys[i]) != null;
                if (first != (settings.get(keys[i + 1]) != null)) {
                    return keys[first ? i : i + 1] + " is set without " + keys[first ? i + 1 : i] + "; set both";
                }
            }
            return null;
        }
    }

    /** What metrics look like. */
    public static final class Metrics {

        /** Default opentelemetry. */
        public final MetricsDialect dialect;

        /** Whether pinned virtual threads are measured. Default false. */
        public final boolean virtualThreadPins;

        /** Default true. */
        public final boolean exemplars;

        private final Map<String, double[]> buckets;
        private final int maxLabelValues;
        private final Map<String, Integer> maxValuesPerLabel;

        Metrics(Settings settings) {
            dialect = settings.get(Keys.METRICS_DIALECT);
            virtualThreadPins = settings.get(Keys.METRICS_VIRTUAL_THREAD_PINS);
            exemplars = settings.get(Keys.METRICS_EXEMPLARS);
            buckets = settings.get(Keys.METRICS_BUCKETS);
            maxLabelValues = settings.get(Keys.METRICS_MAX_LABEL_VALUES);
            maxValuesPerLabel = settings.get(Keys.METRICS_MAX_VALUES_PER_LABEL);
        }

        /**
         * Upper bounds of a histogram's buckets, ascending, in the metric's unit, without infinity.
         *
         * @param metric name as scraped, such as {@code http_server_request_duration_seconds}
         * @return a new array; null when not set, then those of the semantic conventions apply
         */
        public double[] buckets(String metric) {
            double[] bounds = buckets.get(metric);
            return bounds == null ? null : bounds.clone();
        }

        /**
         * Most different values of a label.
         *
         * @param label name as scraped, such as {@code http_route}
         * @return at least 1; default 200
         */
        public int maxLabelValues(String label) {
            Integer max = maxValuesPerLabel.get(label);
            return max != null ? max : maxLabelValues;
        }
    }

    /** Caps of what a span holds. */
    public static final class Limits {

        /** Most attributes of a span. Default 128. */
        public final int attributeCount;

        /** Most characters of an attribute's value. Default 4096. */
        public final int attributeLength;

        /** Most events of a span. Default 128. */
        public final int events;

        /** Most links of a span. Default 128. */
        public final int links;

        /** Most characters of a SQL text. Default 2048. */
        public final int sqlLength;

        Limits(Settings settings) {
            attributeCount = settings.get(Keys.LIMITS_ATTRIBUTE_COUNT);
            attributeLength = settings.get(Keys.LIMITS_ATTRIBUTE_LENGTH);
            events = settings.get(Keys.LIMITS_EVENTS);
            links = settings.get(Keys.LIMITS_LINKS);
            sqlLength = settings.get(Keys.LIMITS_SQL_LENGTH);
        }
    }

    /** What is recorded of HTTP requests. */
    public static final class Http {

        /** Whether values in query strings are replaced by {@code REDACTED}. Default true. */
        public final boolean redactQuery;

        /** Whether unknown routes are inferred from paths. Default true. */
        public final boolean inferRoute;

        /** Request headers that become attributes of server spans. Default empty. */
        public final List<String> capturedRequestHeaders;

        /** Response headers that become attributes of server spans. Default empty. */
        public final List<String> capturedResponseHeaders;

        /** Header of responses that tells the trace; null for none. Default null. */
        public final String traceResponseHeader;

        /** Proxies that are believed; empty where any is. Default empty. */
        public final List<AddressRange> trustedProxies;

        /** Patterns of paths that are not traced; {@code *} stands for any characters. Default health checks. */
        public final List<String> untracedPaths;

        /** Patterns of paths that are not measured. Default empty. */
        public final List<String> unmeasuredPaths;

        /** Where users are found; null when they are not recorded. Default null. */
        public final UserSource user;

        Http(Settings settings) {
            redactQuery = settings.get(Keys.HTTP_REDACT_QUERY);
            inferRoute = settings.get(Keys.HTTP_INFER_ROUTE);
            capturedRequestHeaders = settings.get(Keys.HTTP_CAPTURED_REQUEST_HEADERS);
            capturedResponseHeaders = settings.get(Keys.HTTP_CAPTURED_RESPONSE_HEADERS);
            traceResponseHeader = settings.get(Keys.HTTP_TRACE_RESPONSE_HEADER);
            trustedProxies = settings.get(Keys.HTTP_TRUSTED_PROXIES);
            untracedPaths = settings.get(Keys.HTTP_UNTRACED_PATHS);
            unmeasuredPaths = settings.get(Keys.HTTP_UNMEASURED_PATHS);
            user = settings.get(Keys.HTTP_USER);
        }
    }

    /** What is recorded of remote procedure calls. */
    public static final class Rpc {

        /** Metadata of requests that becomes attributes of spans. Default empty. */
        public final List<String> capturedRequestMetadata;

        /** Metadata of responses that becomes attributes of spans. Default empty. */
        public final List<String> capturedResponseMetadata;

        /** Patterns of methods that are not traced; {@code *} stands for any characters. Default health checks. */
        public final List<String> untracedMethods;

        Rpc(Settings settings) {
            capturedRequestMetadata = settings.get(Keys.RPC_CAPTURED_REQUEST_METADATA);
            capturedResponseMetadata = settings.get(Keys.RPC_CAPTURED_RESPONSE_METADATA);
            untracedMethods = settings.get(Keys.RPC_UNTRACED_METHODS);
        }
    }

    /** What log lines carry. */
    public static final class Logging {

        /** MDC key of the trace id. Default {@code trace_id}. */
        public final String traceIdKey;

        /** MDC key of the span id. Default {@code span_id}. */
        public final String spanIdKey;

        /** MDC key of the trace flags. Default {@code trace_flags}. */
        public final String traceFlagsKey;

        /** Whether {@code MDC.get} answers with the ids. Default false. */
        public final boolean mdcGet;

        /** Whether messages of java.util.logging end with the ids. Default false. */
        public final boolean idsInMessages;

        /** Whether {@code log_events_total} has the label logger. Default false. */
        public final boolean loggerLabel;

        Logging(Settings settings) {
            traceIdKey = settings.get(Keys.LOGGING_TRACE_ID_KEY);
            spanIdKey = settings.get(Keys.LOGGING_SPAN_ID_KEY);
            traceFlagsKey = settings.get(Keys.LOGGING_TRACE_FLAGS_KEY);
            mdcGet = settings.get(Keys.LOGGING_MDC_GET);
            idsInMessages = settings.get(Keys.LOGGING_IDS_IN_MESSAGES);
            loggerLabel = settings.get(Keys.LOGGING_LOGGER_LABEL);
        }
    }

    /** What becomes of log lines. */
    public static final class Logs {

        /** Default none: they stay as they are. */
        public final LogsFormat format;

        /** Default none: they are not sent. */
        public final LogsShipping ship;

        /** How they go by OTLP: as spans do, but to a URL with a path by http/protobuf. Never none. */
        public final Protocol protocol;

        /**
         * Where they are sent: a URL with {@code http} or {@code https}, complete with its path but for gRPC, by OTLP;
         * with {@code tcp}, {@code tls} or {@code udp} for GELF. Null where none was set that fits.
         */
        public final String endpoint;

        /** {@link #endpoint} for messages. */
        public final String endpointName;

        /** The lowest severity that is sent, as a number of OpenTelemetry's log data model. Default 9, info. */
        public final int minSeverity;

        /** Most events of one statement in {@link #repeatPeriodMillis} that are sent; 0 for all of them. Default 0. */
        public final int maxRepeats;

        /** In milliseconds. Default 10,000. */
        public final long repeatPeriodMillis;

        /** Valid regular expressions of what is hidden in texts that are sent, besides what looks like a secret. Default empty. */
        public final List<String> redactions;

        /** Default none. */
        public final Compression compression;

        /** Most events that wait. Default 8192. */
        public final int queueSize;

        /** Most bytes of memory, roughly, that they take. Default 16 MB. */
        public final long queueBytes;

        Logs(Settings settings, Exporter exporter) {
            format = settings.get(Keys.LOGS_FORMAT);
            ship = settings.get(Keys.LOGS_SHIP);
            String set = settings.get(Keys.LOGS_ENDPOINT);
            boolean overGrpc = exporter.protocol == Protocol.GRPC
                    && (set == null || ValueTypes.pathOf(set).isEmpty());
            protocol = overGrpc ? Protocol.GRPC : Protocol.HTTP_PROTOBUF;
            endpoint = ship == LogsShipping.OTLP
                    ? otlp(set, exporter, overGrpc)
                    : set == null ? "tcp://localhost:12201" : set;
            boolean mayBeShown = settings.mayBeShown(set == null ? Keys.EXPORTER_ENDPOINT : Keys.LOGS_ENDPOINT);
            String shown = Exporter.withoutUser(endpoint);
            endpointName = mayBeShown ? shown : Exporter.withoutPath(shown);
            minSeverity = settings.get(Keys.LOGS_LEVEL).severity();
            maxRepeats = settings.get(Keys.LOGS_MAX_REPEATS);
            repeatPeriodMillis = settings.get(Keys.LOGS_REPEAT_PERIOD);
            redactions = settings.get(Keys.LOGS_REDACT);
            compression = settings.get(Keys.LOGS_COMPRESSION);
            queueSize = settings.get(Keys.LOGS_QUEUE_SIZE);
            queueBytes = settings.get(Keys.LOGS_QUEUE_BYTES);
        }

        /** That of spans, where these go the same way. */
        private static String otlp(String set, Exporter exporter, boolean overGrpc) {
            if (overGrpc) {
                return set == null ? exporter.tracesEndpoint : set;
            }
            if (set != null) {
                return ValueTypes.pathOf(set).isEmpty() ? withPath(set) : set;
            }
            if (exporter.protocol != Protocol.HTTP_PROTOBUF) {
                return "http://localhost:4318/v1/logs";
            }
            String spans = exporter.tracesEndpoint;
            return spans.endsWith("/v1/traces") ? spans.substring(0, spans.length() - 6) + "logs" : spans;
        }

        private static String withPath(String endpoint) {
            return endpoint.endsWith("/") ? endpoint + "v1/logs" : endpoint + "/v1/logs";
        }
    }
}

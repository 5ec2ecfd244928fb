package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.export.LogEncoder;
import io.obsagent.telemetry.export.ProtoWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Writes log events as OTLP's {@code ExportLogsServiceRequest}; loggers are scopes. Used by the agent's thread alone.
 *
 * @see <a href="https://github.com/open-telemetry/opentelemetry-proto/blob/v1.8.0/opentelemetry/proto/logs/v1/logs.proto">
 *     logs.proto</a>
 */
final class LogWriter implements LogEncoder<ShippedEvent> {

    /** Field of an event: how many like it were held back. */
    static final String SUPPRESSED = "log.suppressed";

    private static final int RESOURCE_LOGS = 1 << 3 | 2;
    private static final int RESOURCE = 1 << 3 | 2;
    private static final int RESOURCE_ATTRIBUTE = 1 << 3 | 2;
    private static final int SCOPE_LOGS = 2 << 3 | 2;
    private static final int SCOPE = 1 << 3 | 2;
    private static final int SCOPE_NAME = 1 << 3 | 2;

    private static final int RECORD = 2 << 3 | 2;
    private static final int TIME = 1 << 3 | 1;
    private static final int SEVERITY_NUMBER = 2 << 3;
    private static final int SEVERITY_TEXT = 3 << 3 | 2;
    private static final int BODY = 5 << 3 | 2;
    private static final int ATTRIBUTE = 6 << 3 | 2;
    private static final int FLAGS = 8 << 3 | 5;
    private static final int TRACE_ID = 9 << 3 | 2;
    private static final int SPAN_ID = 10 << 3 | 2;
    private static final int OBSERVED_TIME = 11 << 3 | 1;

    private static final int TEXT_VALUE = 1 << 3 | 2;
    private static final int BOOLEAN_VALUE = 2 << 3;
    private static final int DOUBLE_VALUE = 4 << 3 | 1;
    private static final int KEY = 1 << 3 | 2;
    private static final int VALUE = 2 << 3 | 2;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Map<String, Object> resource;
    private final Redaction redaction;
    private final ProtoWriter out = new ProtoWriter();
    private int size;
    private int resourceLogs;
    private int scopeLogs;
    private String logger;

    /** @param resource texts and Longs */
    LogWriter(AgentConfig config, Map<String, Object> resource) {
        this.resource = resource;
        this.redaction = new Redaction(config);
    }

    @Override
    public void add(ShippedEvent event) {
        if (size == 0) {
            begin();
        }
        String name = event.logger == null ? "" : event.logger;
        if (!name.equals(logger)) {
            beginScope(name);
        }
        int before = out.size();
        boolean whole = false;
        try {
            write(event);
            whole = true;
            size++;
        } finally {
            if (!whole) {
                out.cutTo(before);
            }
        }
    }

    @Override
    public void clear() {
        out.clear();
        size = 0;
        logger = null;
    }

    @Override
    public void writeTo(OutputStream stream) throws IOException {
        out.end(scopeLogs);
        out.end(resourceLogs);
        out.copyTo(stream);
    }

    private void begin() {
        clear();
        resourceLogs = out.begin(RESOURCE_LOGS);
        int begin = out.begin(RESOURCE);
        for (Map.Entry<String, Object> attribute : resource.entrySet()) {
            put(RESOURCE_ATTRIBUTE, attribute.getKey(), attribute.getValue());
        }
        out.end(begin);
    }

    private void beginScope(String name) {
        if (logger != null) {
            out.end(scopeLogs);
        }
        logger = name;
        scopeLogs = out.begin(SCOPE_LOGS);
        int scope = out.begin(SCOPE);
        out.text(SCOPE_NAME, name);
        out.end(scope);
    }

    private void write(ShippedEvent event) {
        int begin = out.begin(RECORD);
        out.fixed64(TIME, event.epochMillis * NANOS_PER_MILLI);
        out.fixed64(OBSERVED_TIME, event.epochMillis * NANOS_PER_MILLI);
        out.varint(SEVERITY_NUMBER, event.severity);
        out.text(SEVERITY_TEXT, event.level);
        if (event.message != null) {
            int body = out.begin(BODY);
            out.text(TEXT_VALUE, redaction.of(event.message, false));
            out.end(body);
        }
        put(ATTRIBUTE, "thread.name", event.thread);
        put(ATTRIBUTE, Attribute.EXCEPTION_TYPE.text, event.exceptionType);
        put(ATTRIBUTE, Attribute.EXCEPTION_MESSAGE.text, redaction.of(event.exceptionMessage, event.sql));
        put(ATTRIBUTE, Attribute.EXCEPTION_STACKTRACE.text, redaction.of(event.stackTrace, event.sql));
        if (event.suppressed > 0) {
            put(ATTRIBUTE, SUPPRESSED, event.suppressed);
        }
        writeFields(event.fields);
        if (event.traceId != null) {
            out.id(TRACE_ID, Ids.parse(event.traceId, 0, 16), Ids.parse(event.traceId, 16, 32));
            if (event.spanId != null) {
                out.id(SPAN_ID, Ids.parse(event.spanId, 0, 16));
            }
            out.fixed32(FLAGS, event.sampled ? 1 : 0);
        }
        out.end(begin);
    }

    private void writeFields(List<Object> fields) {
        for (int i = 0; i < fields.size(); i += 2) {
            String name = (String) fields.get(i);
            Object value = fields.get(i + 1);
            if (value instanceof String) {
                value = redaction.ofField(name, (String) value);
            } else if (value instanceof Number) {
                value = redaction.ofField(name, (Number) value);
            }
            put(ATTRIBUTE, name, value);
        }
    }

    private void put(int field, String key, Object value) {
        if (value instanceof Double || value instanceof Float) {
            putDouble(field, key, ((Number) value).doubleValue());
        } else if (value instanceof Boolean) {
            putBoolean(field, key, (Boolean) value);
        } else if (isWhole(value)) {
            KeyValue.put(out, field, key, ((Number) value).longValue());
        } else if (value != null) {
            KeyValue.put(out, field, key, value.toString());
        }
    }

    private static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    private void putDouble(int field, String key, double value) {
        int begin = out.begin(field);
        out.text(KEY, key);
        int any = out.begin(VALUE);
        out.fixed64(DOUBLE_VALUE, Double.doubleToRawLongBits(value));
        out.end(any);
        out.end(begin);
    }

    private void putBoolean(int field, String key, boolean value) {
        int begin = out.begin(field);
        out.text(KEY, key);
        int any = out.begin(VALUE);
        out.varint(BOOLEAN_VALUE, value ? 1 : 0);
        out.end(any);
        out.end(begin);
    }
}

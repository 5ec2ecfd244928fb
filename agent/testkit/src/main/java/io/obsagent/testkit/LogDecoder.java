package io.obsagent.testkit;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** OTLP messages to {@link ReceivedLog}. */
final class LogDecoder {

    private LogDecoder() {}

    static List<ReceivedLog> decode(ExportLogsServiceRequest request) {
        List<ReceivedLog> logs = new ArrayList<>();
        for (ResourceLogs resourceLogs : request.getResourceLogsList()) {
            Map<String, Object> resource =
                    SpanDecoder.attributes(resourceLogs.getResource().getAttributesList());
            for (ScopeLogs scopeLogs : resourceLogs.getScopeLogsList()) {
                for (LogRecord log : scopeLogs.getLogRecordsList()) {
                    logs.add(log(log, scopeLogs.getScope().getName(), resource));
                }
            }
        }
        return logs;
    }

    private static ReceivedLog log(LogRecord log, String logger, Map<String, Object> resource) {
        return new ReceivedLog(
                log.getTimeUnixNano(),
                log.getSeverityNumberValue(),
                log.getSeverityText(),
                logger,
                log.getBody().getStringValue(),
                SpanDecoder.hex(log.getTraceId()),
                SpanDecoder.hex(log.getSpanId()),
                log.getFlags(),
                SpanDecoder.attributes(log.getAttributesList()),
                resource);
    }
}

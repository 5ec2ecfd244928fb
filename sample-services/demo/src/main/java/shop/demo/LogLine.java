package shop.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of a service's JSON log.
 *
 * @param service who wrote it
 * @param traceId the field trace_id of the MDC, empty outside of a trace
 * @param spanId likewise
 */
record LogLine(
        String service, Instant time, String level, String logger, String message, String traceId, String spanId) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a line as Logback's JsonEncoder writes it; empty if it is none. */
    static Optional<LogLine> parse(String service, String text) {
        if (!text.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonNode line = JSON.readTree(text);
            JsonNode mdc = line.path("mdc");
            return Optional.of(new LogLine(
                    service,
                    Instant.ofEpochMilli(line.path("timestamp").asLong()),
                    line.path("level").asText(),
                    line.path("loggerName").asText(),
                    line.path(line.has("formattedMessage") ? "formattedMessage" : "message")
                            .asText(),
                    mdc.path("trace_id").asText(),
                    mdc.path("span_id").asText()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}

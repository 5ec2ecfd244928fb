package io.obsagent.telemetry;

import io.obsagent.api.Operation;

/** The header of responses that tells the caller the trace. Immutable. */
final class TraceHeader {

    final String name;

    /** What stands before and after the span's context; null where the value is the trace's id alone. */
    private final String before;

    private final String after;

    /**
     * @param name of the header: {@code traceresponse} is W3C's, {@code server-timing} can be read by scripts in
     *     browsers; any other has the trace's id for a value
     */
    TraceHeader(String name) {
        this.name = name;
        if (name.equalsIgnoreCase("traceresponse")) {
            before = "";
            after = "";
        } else if (name.equalsIgnoreCase("server-timing")) {
            before = "traceparent;desc=\"";
            after = "\"";
        } else {
            before = null;
            after = null;
        }
    }

    String value(Operation operation) {
        return before == null
                ? operation.traceId()
                : before + "00-" + operation.traceId() + '-' + operation.spanId() + '-' + operation.traceFlags()
                        + after;
    }
}

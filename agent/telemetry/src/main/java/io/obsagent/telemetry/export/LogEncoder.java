package io.obsagent.telemetry.export;

import java.io.IOException;
import java.io.OutputStream;

/** Writes events that are sent together as an {@code ExportLogsServiceRequest} of OTLP. Used by one thread. */
public interface LogEncoder<R> {

    /** Begins another request. */
    void clear();

    /** Adds an event. When that fails, with any exception, the request is as it was. */
    void add(R event);

    /** Writes the request, once and at the end. There is at least one event. */
    void writeTo(OutputStream out) throws IOException;
}

package io.obsagent.telemetry.export;

/** An ended span. */
public interface ExportableSpan {

    /** Writes the fields of an {@code opentelemetry.proto.trace.v1.Span}. Called once, by the exporter's thread. */
    void writeTo(ProtoWriter out);
}

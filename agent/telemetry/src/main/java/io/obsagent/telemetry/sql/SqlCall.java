package io.obsagent.telemetry.sql;

import io.obsagent.telemetry.export.EncodedAttributes;
import io.obsagent.telemetry.metrics.Histogram;
import io.obsagent.telemetry.metrics.Series;
import java.util.Objects;

/** What calls that send a statement to one database, and succeed, have in common. Thread safe. */
public final class SqlCall {

    private final String system;
    private final String namespace;
    private final String host;
    private final int port;

    /** What is measured of these calls. */
    public final Series series;

    /** How long they took, of the series: found without asking it. */
    public final Histogram duration;

    /** Written and read by the exporter's thread alone. */
    private EncodedAttributes attributes;

    /** Takes the database as spans name it. */
    public SqlCall(String system, String namespace, String host, int port, Series series, Histogram duration) {
        this.system = system;
        this.namespace = namespace;
        this.host = host;
        this.port = port;
        this.series = series;
        this.duration = duration;
    }

    /** Whether it is of this database. */
    public boolean isOf(String system, String namespace, String host, int port) {
        return this.port == port
                && Objects.equals(this.system, system)
                && Objects.equals(this.namespace, namespace)
                && Objects.equals(this.host, host);
    }

    /** The attributes that their spans share, as they are exported; null when none were kept. For the exporter's thread. */
    public EncodedAttributes attributes() {
        return attributes;
    }

    /** Keeps the attributes for the spans to come. For the exporter's thread. */
    public void keep(EncodedAttributes encoded) {
        attributes = encoded;
    }
}

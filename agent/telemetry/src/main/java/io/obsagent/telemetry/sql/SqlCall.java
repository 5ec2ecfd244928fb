package io.obsagent.telemetry.sql;

import io.obsagent.api.DbTarget;
import io.obsagent.telemetry.export.EncodedAttributes;
import io.obsagent.telemetry.metrics.Histogram;
import io.obsagent.telemetry.metrics.Series;

/** What calls that send a statement to one database, and succeed, have in common. Thread safe. */
public final class SqlCall {

    private final DbTarget target;

    /** What is measured of these calls. */
    public final Series series;

    /** How long they took, of the series: found without asking it. */
    public final Histogram duration;

    /** Written and read by the exporter's thread alone. */
    private EncodedAttributes attributes;

    /**
     * @param series never null
     * @param duration of the series
     */
    public SqlCall(DbTarget target, Series series, Histogram duration) {
        this.target = target;
        this.series = series;
        this.duration = duration;
    }

    /** Whether it is of this database. */
    public boolean isOf(DbTarget other) {
        return target.equals(other);
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

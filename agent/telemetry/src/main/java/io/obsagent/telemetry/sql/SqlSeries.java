package io.obsagent.telemetry.sql;

import io.obsagent.telemetry.metrics.Series;

/** The series of calls that send a statement to one database, and succeed. Immutable. */
public final class SqlSeries {

    private final String system;
    private final String namespace;
    private final String host;
    private final int port;

    /** What is measured of these calls. */
    public final Series series;

    /** Takes the database as spans name it. */
    public SqlSeries(String system, String namespace, String host, int port, Series series) {
        this.system = system;
        this.namespace = namespace;
        this.host = host;
        this.port = port;
        this.series = series;
    }

    /** Whether it is of this database: by the identity of its names, which come from one place for all its connections. */
    @SuppressWarnings("ReferenceEquality")
    public boolean isOf(String system, String namespace, String host, int port) {
        return this.system == system && this.namespace == namespace && this.host == host && this.port == port;
    }
}

package io.obsagent.benchmarks.hotpath;

import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.metrics.LabelValues;
import io.obsagent.telemetry.metrics.Metric;
import io.obsagent.telemetry.metrics.MetricRegistry;
import io.obsagent.telemetry.metrics.SeriesTable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One measurement into one of many series: found by its label values, then recorded. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MetricBenchmark {
    private static final long NANOS = 3_000_000;

    @Param({"1", "1000"})
    public int series;

    private SeriesTable table;
    private LabelValues[] labels;
    private int next;

    @Setup
    public void fill() {
        table = new MetricRegistry(AgentConfig.with("metrics.max-label-values", "1000").metrics)
                .series(Metric.DB_CLIENT_OPERATION_DURATION);
        labels = new LabelValues[series];
        for (int i = 0; i < series; i++) {
            String summary = "SELECT table_" + i;
            String[] values = {"postgresql", "cart", "SELECT", "table_" + i, summary, null, "db.example", "5432"};
            labels[i] = index -> values[index];
            table.get(labels[i]);
        }
    }

    @Benchmark
    public void record() {
        next = next + 1 == series ? 0 : next + 1;
        table.get(labels[next]).histogram(0).record(NANOS);
    }
}

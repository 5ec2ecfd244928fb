package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Scope;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Db;
import io.obsagent.telemetry.export.LossReason;
import io.obsagent.telemetry.export.SpanExporter;
import io.obsagent.telemetry.metrics.MetricRegistry;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Traces that never end, and those whose operations end in many threads at once. */
class HeldTraceTest {

    private static final int MOST = 400;

    private SpanExporter<SpanOperation> exporter;
    private Recorder recorder;

    private void start(String keep) {
        AgentConfig config = AgentConfig.with(
                "sampling.ratio", "0", "sampling.keep", keep, "exporter.queue-size", Integer.toString(MOST));
        exporter = new SpanExporter<>(config, null, () -> {});
        recorder = new Recorder(config, new MetricRegistry(config.metrics), exporter);
    }

    @Test
    void whatIsNotDecidedWithinAMinuteLosesItsPlaces() {
        start("errors");
        JobOperation job = jobWithQueries(MOST / 4);
        recorder.heldSpans().giveUpOld(System.nanoTime() + TimeUnit.SECONDS.toNanos(59));
        recorder.heldSpans().giveUpOld(System.nanoTime() + TimeUnit.SECONDS.toNanos(61));
        assertThat(exporter.recorded()).isZero();
        query(job);
        recorder.heldSpans().giveUpOld(System.nanoTime() + TimeUnit.SECONDS.toNanos(61));
        assertEveryPlaceIsFree();

        long before = exporter.recorded();
        query(job);
        job.end(new IllegalStateException());
        assertThat(exporter.dropped(LossReason.HELD_FULL)).isEqualTo(MOST / 4 + 1);
        assertThat(exporter.recorded() - before)
                .as("those lost, the last query, the job")
                .isEqualTo(MOST / 4 + 1 + 2);
    }

    @Test
    void whatGetsSlowIsKeptBeforeItsEnd() {
        start("slow");
        JobOperation job = jobWithQueries(10);
        recorder.heldSpans().giveUpOld(System.nanoTime());
        assertThat(exporter.recorded()).isZero();
        recorder.heldSpans().giveUpOld(System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
        assertThat(exporter.recorded()).isEqualTo(10);
        query(job);
        assertThat(exporter.recorded()).isEqualTo(11);
    }

    @Test
    void whatTurnsOutToBeNoOperationIsForgotten() {
        start("errors");
        JobOperation job = jobWithQueries(MOST / 4);
        job.discard();
        query(job);
        assertThat(exporter.recorded()).isZero();
        assertEveryPlaceIsFree();
    }

    @Test
    void operationsOfATraceMayEndInAnyThread() throws Exception {
        start("errors");
        int rounds = 300;
        int perThread = 20;
        JobOperation[] jobs = new JobOperation[rounds];
        for (int i = 0; i < rounds; i++) {
            jobs[i] = new JobOperation(recorder, "shop.Report", "run");
        }
        CyclicBarrier barrier = new CyclicBarrier(3);
        Thread[] threads = new Thread[3];
        for (int t = 0; t < threads.length; t++) {
            boolean failing = t == 0;
            threads[t] = new Thread(() -> {
                for (JobOperation job : jobs) {
                    await(barrier);
                    for (int i = 0; i < perThread; i++) {
                        try (Scope scope = job.activate()) {
                            new DbOperation(recorder, Db.sql("SELECT 1").view())
                                    .end(failing && i == perThread / 2 ? new IllegalStateException() : null);
                        }
                    }
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(exporter.recorded()).isEqualTo(3L * rounds * perThread);
        assertThat(exporter.dropped(LossReason.HELD_FULL)).isZero();
        assertEveryPlaceIsFree();
    }

    private void assertEveryPlaceIsFree() {
        long before = exporter.recorded();
        JobOperation[] jobs = new JobOperation[4];
        for (int i = 0; i < jobs.length; i++) {
            jobs[i] = jobWithQueries(MOST / 4);
        }
        for (JobOperation job : jobs) {
            job.end(new IllegalStateException());
        }
        assertThat(exporter.recorded() - before).isEqualTo(MOST + 4);
        assertThat(exporter.dropped(LossReason.HELD_FULL)).isZero();
    }

    private JobOperation jobWithQueries(int queries) {
        JobOperation job = new JobOperation(recorder, "shop.Report", "run");
        for (int i = 0; i < queries; i++) {
            query(job);
        }
        return job;
    }

    private void query(JobOperation job) {
        try (Scope scope = job.activate()) {
            new DbOperation(recorder, Db.sql("SELECT 1").view()).end(null);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

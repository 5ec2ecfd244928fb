package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.obsagent.api.Scope;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Db;
import io.obsagent.telemetry.Requests.Http;
import io.obsagent.telemetry.export.SpanExporter;
import io.obsagent.telemetry.metrics.MetricRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The clock is set back, answers late, or not at all. */
class ClockFaultTest {

    private static final long MILLI = 1_000_000;

    private volatile Duration wrongBy = Duration.ZERO;
    private volatile CountDownLatch answers = new CountDownLatch(0);
    private final CountDownLatch asked = new CountDownLatch(1);

    private final SpanClock clock = new SpanClock(() -> {
        Instant now = Instant.now().plus(wrongBy);
        if (answers.getCount() > 0) {
            asked.countDown();
        }
        try {
            answers.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return now;
    });

    private final AgentConfig config = AgentConfig.with("metrics.exemplars", "true");
    private final SpanExporter<SpanOperation> exporter = new SpanExporter<>(config, null, () -> {});
    private final Recorder recorder = new Recorder(config, new MetricRegistry(config.metrics), exporter, clock);

    @Test
    void aClockThatIsSetBackChangesNoDuration() {
        JobOperation job = new JobOperation(recorder, "shop.Report", "run");
        LockSupport.parkNanos(20 * MILLI);
        DbOperation query;
        wrongBy = Duration.ofHours(-1);
        clock.measure();
        try (Scope scope = job.activate()) {
            query = new DbOperation(recorder, Db.sql("SELECT 1").view());
            query.end(null);
        }
        job.end(null);

        assertThat(job.durationNanos()).isGreaterThanOrEqualTo(20 * MILLI);
        assertThat(job.endEpochNanos() - job.startEpochNanos).isEqualTo(job.durationNanos());
        assertThat(query.durationNanos()).isNotNegative();
        assertThat(query.endEpochNanos()).isGreaterThanOrEqualTo(query.startEpochNanos);
        assertThat(query.startEpochNanos)
                .isCloseTo(epochNanos(Instant.now().minus(Duration.ofHours(1))), within(60_000 * MILLI));
        assertThat(exporter.recorded()).isEqualTo(2);
    }

    /** What a hook measured from cannot be later; should it be, nothing lasts less than no time. */
    @Test
    void whatBeganInTheFutureLastsNoTime() {
        JobOperation job = new JobOperation(recorder, "shop.Report", "run");
        ConnectionWait wait = new ConnectionWait(job, "pool", System.nanoTime() + TimeUnit.HOURS.toNanos(1));
        wait.end(null);
        assertThat(wait.durationNanos()).isZero();
        assertThat(wait.endEpochNanos()).isEqualTo(wait.startEpochNanos);
    }

    @Test
    void nobodyWaitsForAClockThatDoesNotAnswer() throws Exception {
        answers = new CountDownLatch(1);
        Thread agents = new Thread(clock::measure);
        agents.start();
        try {
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            HttpServerOperation request =
                    new HttpServerOperation(recorder, Http.get("/cart").view());
            request.end(null);
            assertThat(request.startEpochNanos).isCloseTo(epochNanos(Instant.now()), within(60_000 * MILLI));
            assertThat(agents.isAlive()).isTrue();
        } finally {
            answers.countDown();
            agents.join();
        }
    }

    /** Else all spans would be late until the clock is read again. */
    @Test
    void anAnswerThatCameLateIsNotTakenForTheTime() {
        int[] reads = {0};
        SpanClock slow = new SpanClock(() -> {
            Instant now = Instant.now();
            if (reads[0]++ == 0) {
                LockSupport.parkNanos(1_000 * MILLI);
            }
            return now;
        });
        assertThat(reads[0]).isGreaterThan(1);
        long before = epochNanos(Instant.now());
        assertThat(slow.epochNanos(System.nanoTime())).isCloseTo(before, within(400 * MILLI));
    }

    @Test
    void aClockThatIsAlwaysSlowIsReadFewTimes() {
        int[] reads = {0};
        new SpanClock(() -> {
            reads[0]++;
            LockSupport.parkNanos(MILLI);
            return Instant.now();
        });
        assertThat(reads[0]).isBetween(1, 3);
    }

    private static long epochNanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}

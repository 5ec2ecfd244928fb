package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.verify.AppRun;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code metrics.virtual-thread-pins}, on a JVM that has virtual threads. */
class VirtualThreadPinsTest {

    private static final String PINNED = "jvm_thread_virtual_pinned_duration_seconds";

    @Test
    void measuresHowLongVirtualThreadsArePinned() throws InterruptedException {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads need Java 21, this is " + Runtime.version());
        ForkedApp.Builder app = AppRun.app("plain", "io.obsagent.verify.apps.plain.PinnedVirtualThread")
                .args("3000")
                .env("OBS_METRICS_VIRTUAL_THREAD_PINS", "true");
        try (AppRun run = AppRun.withAgent(app)) {
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (run.scrape().sum(PINNED + "_count") == 0 && System.nanoTime() < deadline) {
                Thread.sleep(200); // the recorder hands events on once a second
            }
            assertThat(run.scrape().sum(PINNED + "_count")).isEqualTo(1);
            assertThat(run.scrape().sum(PINNED + "_sum")).isBetween(0.15, 10.0);
            run.assertNothingLeft();
        }
    }
}

package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {

    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - SECOND, Long.MIN_VALUE})
    void letsASecondsWorthThroughAtOnceAndThenTheRate(long start) {
        RateLimit limit = new RateLimit(10, start);
        assertThat(taken(limit, start, 50)).isEqualTo(10);
        assertThat(taken(limit, start + SECOND / 10, 50)).isEqualTo(1);
        assertThat(taken(limit, start + SECOND, 50)).isEqualTo(9);
        assertThat(taken(limit, start + 60 * SECOND, 50)).isEqualTo(10);
        assertThat(taken(limit, start + 59 * SECOND, 50))
                .as("a clock that goes back")
                .isZero();
    }

    @Test
    void mayBeLessThanOneASecond() {
        RateLimit limit = new RateLimit(0.5, 0);
        assertThat(taken(limit, 0, 5)).isEqualTo(1);
        assertThat(taken(limit, 2 * SECOND - 1, 5)).isZero();
        assertThat(taken(limit, 2 * SECOND, 5)).isEqualTo(1);
    }

    @Test
    void holdsForAllThreadsTogether() throws InterruptedException {
        RateLimit limit = new RateLimit(1_000, 0);
        AtomicInteger taken = new AtomicInteger();
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> taken.addAndGet(taken(limit, 0, 1_000)));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(taken).hasValue(1_000);
    }

    private static int taken(RateLimit limit, long nanoTime, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += limit.take(nanoTime) ? 1 : 0;
        }
        return taken;
    }
}

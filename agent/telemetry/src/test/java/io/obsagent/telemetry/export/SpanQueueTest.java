package io.obsagent.telemetry.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpanQueueTest {

    private final SpanQueue<String> queue = new SpanQueue<>(4);

    @Test
    void keepsTheOrderUpToItsCapacity() {
        for (int i = 0; i < 10; i++) {
            assertThat(queue.offer("a") && queue.offer("b") && queue.offer("c") && queue.offer("d"))
                    .isTrue();
            assertThat(queue.offer("e")).isFalse();
            assertThat(queue.poll() + queue.poll() + queue.poll() + queue.poll())
                    .isEqualTo("abcd");
            assertThat(queue.poll()).isNull();
            assertThat(queue.giveUpPlace()).isFalse();
        }
    }

    /** As where a thread's stack ends after it has taken a place. */
    @Test
    void aPlaceThatNobodyFillsHoldsUpNoOther() throws InterruptedException {
        queue.offer("before");
        queue.takePlace();
        queue.offer("after");

        assertThat(queue.poll()).isEqualTo("before");
        assertThat(queue.poll()).isNull();
        assertThat(queue.giveUpPlace()).isFalse();
        Thread.sleep(Duration.ofMillis(1_100).toMillis());
        assertThat(queue.giveUpPlace()).isTrue();
        assertThat(queue.poll()).isEqualTo("after");
        assertThat(queue.size()).isZero();
        assertThat(queue.giveUpPlace()).isFalse();
    }
}

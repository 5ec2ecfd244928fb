package io.obsagent.telemetry.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SpanQueueTest {

    private final SpanQueue<String> queue = new SpanQueue<>(4);

    @Test
    void keepsTheOrderUpToItsCapacity() {
        for (int i = 0; i < 10; i++) {
            assertThat(queue.offer("a") && queue.offer("b") && queue.offer("c") && queue.offer("d"))
                    .isTrue();
            assertThat(queue.offer("e")).isFalse();
            assertThat(poll(3)).containsExactly("a", "b", "c");
            assertThat(queue.offer("e")).isTrue();
            assertThat(queue.size()).isEqualTo(2);
            assertThat(poll(3)).containsExactly("d", "e");
            assertThat(poll(3)).isEmpty();
            assertThat(queue.taken()).isEqualTo(5 * (i + 1));
            assertThat(queue.giveUpPlace()).isFalse();
        }
    }

    /** As where a thread's stack ends after it has taken a place. */
    @Test
    void aPlaceThatNobodyFillsHoldsUpNoOther() throws InterruptedException {
        queue.offer("before");
        queue.takePlace();
        queue.offer("after");

        assertThat(poll(4)).containsExactly("before");
        assertThat(poll(4)).isEmpty();
        assertThat(queue.giveUpPlace()).isFalse();
        Thread.sleep(Duration.ofMillis(1_100).toMillis());
        assertThat(queue.giveUpPlace()).isTrue();
        assertThat(poll(4)).containsExactly("after");
        assertThat(queue.size()).isZero();
        assertThat(queue.giveUpPlace()).isFalse();
    }

    @Test
    @Timeout(60)
    void producersAtOnceLoseAndRepeatNothing() throws InterruptedException {
        int each = 20_000;
        SpanQueue<int[]> shared = new SpanQueue<>(64);
        List<Thread> producers = new ArrayList<>();
        for (int producer = 0; producer < 3; producer++) {
            int number = producer;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    int[] entry = {number, i};
                    while (!shared.offer(entry)) {
                        Thread.yield();
                    }
                }
            });
            thread.setDaemon(true);
            producers.add(thread);
        }
        producers.forEach(Thread::start);
        int[][] run = new int[16][];
        int[] next = new int[producers.size()];
        for (int taken = 0; taken < each * next.length; ) {
            int count = shared.poll(run, run.length);
            for (int i = 0; i < count; i++) {
                assertThat(run[i][1]).isEqualTo(next[run[i][0]]++);
            }
            taken += count;
            if (count == 0) {
                Thread.yield();
            }
        }
        for (Thread producer : producers) {
            producer.join();
        }
        assertThat(shared.size()).isZero();
        assertThat(shared.taken()).isEqualTo(each * next.length);
    }

    private List<String> poll(int most) {
        String[] polled = new String[most];
        return Arrays.asList(polled).subList(0, queue.poll(polled, most));
    }
}

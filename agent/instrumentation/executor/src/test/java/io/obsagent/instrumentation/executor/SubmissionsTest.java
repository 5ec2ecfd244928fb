package io.obsagent.instrumentation.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubmissionsTest {

    private final Object pool = new Object();
    private final Object otherPool = new Object();
    private final Runnable task = new Task();
    private final Snapshot first = new Named();
    private final Snapshot second = new Named();
    private final Snapshot third = new Named();

    @AfterEach
    void nothingIsLeft() {
        assertThat(Submissions.size()).isZero();
    }

    @Test
    void givesBackInTheOrderOfSubmission() {
        Submissions.add(pool, task, first);
        Submissions.add(pool, task, second);

        assertThat(Submissions.takeOldest(pool, task)).isSameAs(first);
        assertThat(Submissions.takeOldest(pool, task)).isSameAs(second);
        assertThat(Submissions.takeOldest(pool, task)).isNull();
    }

    @Test
    void tellsTasksApartByIdentity() {
        Runnable equal = new Task();
        Submissions.add(pool, task, first);
        Submissions.add(pool, equal, second);

        assertThat(equal).isEqualTo(task);
        assertThat(Submissions.takeOldest(pool, equal)).isSameAs(second);
        assertThat(Submissions.takeOldest(pool, task)).isSameAs(first);
    }

    @Test
    void tellsPoolsApart() {
        Submissions.add(pool, task, first);
        Submissions.add(otherPool, task, second);
        Submissions.add(pool, task, third);

        assertThat(Submissions.takeOldest(otherPool, task)).isSameAs(second);
        assertThat(Submissions.takeOldest(otherPool, task)).isNull();
        assertThat(Submissions.takeOldest(pool, task)).isSameAs(first);
        assertThat(Submissions.takeOldest(pool, task)).isSameAs(third);
    }

    @Test
    void givesNothingToPoolsThatGotNothing() {
        assertThat(Submissions.takeOldest(pool, task)).isNull();
        Submissions.add(pool, task, first);

        assertThat(Submissions.takeOldest(otherPool, task)).isNull();
        assertThat(Submissions.takeLatest(otherPool, task)).isNull();
        assertThat(Submissions.takeOldest(pool, task)).isSameAs(first);
    }

    @Test
    void withdrawsTheLatest() {
        Submissions.add(pool, task, first);
        Submissions.add(pool, task, second);
        Submissions.add(otherPool, task, third);

        assertThat(Submissions.takeLatest(pool, task)).isSameAs(second);
        assertThat(Submissions.takeLatest(otherPool, task)).isSameAs(third);
        Submissions.add(pool, task, third);
        assertThat(Submissions.takeOldest(pool, task)).isSameAs(first);
        assertThat(Submissions.takeOldest(pool, task)).isSameAs(third);
    }

    @Test
    void isBounded() {
        for (int i = 0; i < Pending.MAX; i++) {
            Submissions.add(pool, task, first);
        }
        Submissions.add(pool, task, second);

        for (int i = 0; i < Pending.MAX; i++) {
            assertThat(Submissions.takeOldest(pool, task)).isSameAs(first);
        }
        assertThat(Submissions.takeOldest(pool, task)).isNull();
    }

    @Test
    void losesNothingWhenThreadsAddAndTakeAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> taken = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            taken.add(threads.submit((Callable<Integer>) this::addAndTake));
        }
        int sum = 0;
        for (Future<Integer> each : taken) {
            sum += each.get();
        }
        threads.shutdown();

        assertThat(sum).isEqualTo(4 * 20_000);
    }

    private int addAndTake() {
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            Submissions.add(pool, task, first);
            if (Submissions.takeOldest(pool, task) != null) {
                taken++;
            }
        }
        return taken;
    }

    private static final class Task implements Runnable {
        @Override
        public void run() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Task;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    private static final class Named implements Snapshot {
        @Override
        public Scope activate() {
            return Scope.NONE;
        }
    }
}

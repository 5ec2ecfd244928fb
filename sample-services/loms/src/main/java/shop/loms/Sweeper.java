package shop.loms;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats work in the background, on one thread; work that fails is tried again the next time. */
final class Sweeper implements AutoCloseable {
    /** Work to repeat. */
    interface Task {
        void run() throws Exception;
    }

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final int STOP_TIMEOUT_SECONDS = 10;

    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sweeper"));
    private final Duration interval;

    /**
     * Makes a sweeper without work.
     *
     * @param interval from the end of a run to the start of the next
     */
    Sweeper(Duration interval) {
        this.interval = interval;
    }

    /** Adds work; the first run is one interval from now. */
    void repeat(String name, Task task) {
        Runnable run = () -> {
            try {
                task.run();
            } catch (Exception e) {
                log.warn("{} failed, will be tried again: {}", name, e.getMessage());
            }
        };
        executor.scheduleWithFixedDelay(run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets a run under way finish, up to 10 seconds. */
    @Override
    public void close() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            executor.shutdownNow();
        }
    }
}

package io.obsagent.verify.apps.executor;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What an application may rely on: pools deal with its own task objects. Prints what it finds. */
final class Behaviour {

    private static final Work RAN_BY_CALLER = new Work("ran_by_caller");
    private static final Work DISCARDED = new Work("discarded");
    private static final Work REJECTED = new Work("rejected");
    private static final Work REMOVED = new Work("removed");
    private static final Work NEVER_RUN = new Work("never_run");
    private static final Work[] ALL = {RAN_BY_CALLER, DISCARDED, REJECTED, REMOVED, NEVER_RUN};

    private Behaviour() {}

    /** Hands over tasks that do not get to run as they were meant to. */
    static void refuse() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
        pool.execute(() -> await(busy));

        pool.execute(REMOVED);
        print("queue holds the task", pool.getQueue().peek() == REMOVED);
        print("removes the task", pool.remove(REMOVED));
        pool.execute(NEVER_RUN);

        pool.setRejectedExecutionHandler((task, of) -> {
            print("handler gets the task", task == REJECTED);
            throw new RejectedExecutionException("full");
        });
        try {
            pool.execute(REJECTED);
        } catch (RejectedExecutionException e) {
            print("rejected", e.getMessage());
        }
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        pool.execute(DISCARDED);
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
        Work.OPEN.incrementAndGet();
        pool.execute(RAN_BY_CALLER);

        List<Runnable> neverRun = pool.shutdownNow();
        print("gives back the task", neverRun.size() == 1 && neverRun.get(0) == NEVER_RUN);
        busy.countDown();
    }

    /** Runs the same task objects for nobody. */
    static void runForNobody() throws Exception {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>());
        CountDownLatch busy = new CountDownLatch(1);
        pool.execute(() -> await(busy));
        for (Work work : ALL) {
            Work.OPEN.incrementAndGet();
            pool.execute(work);
        }
        print("first by priority", pool.getQueue().peek());
        busy.countDown();
        pool.shutdown();
    }

    /** Starts a task that repeats, and stops it when it has run three times. */
    static void repeat() throws Exception {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
        CountDownLatch runs = new CountDownLatch(3);
        Work.OPEN.addAndGet(3);
        Work work = new Work("repeating");
        ScheduledFuture<?> future = pool.scheduleWithFixedDelay(
                () -> {
                    if (runs.getCount() > 0) {
                        work.run();
                        runs.countDown();
                    }
                },
                0,
                1,
                TimeUnit.MILLISECONDS);
        runs.await();
        print("cancelled", future.cancel(false));
        pool.shutdown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            // shutdownNow
        }
    }

    private static void print(String what, Object result) {
        System.out.println(what + ": " + result);
    }
}

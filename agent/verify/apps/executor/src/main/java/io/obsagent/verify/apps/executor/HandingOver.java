package io.obsagent.verify.apps.executor;

import java.util.Arrays;
import java.util.Collections;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Every way in which work goes to another thread, on pools that all callers share. */
final class HandingOver {

    /** Parallel parts of the ways that split their work. */
    private static final int PARTS = 4;

    private static final ExecutorService FIXED = Executors.newFixedThreadPool(3);
    private static final ExecutorService CACHED = Executors.newCachedThreadPool();
    private static final ExecutorService PRIORITY =
            new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<Runnable>());
    private static final ExecutorService OVERRIDING = new Overriding();
    private static final ExecutorService CALLER_BLOCKS =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), (task, pool) -> {
                try {
                    pool.getQueue().put(task);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
    private static final Executor TOMCAT = new org.apache.tomcat.util.threads.ThreadPoolExecutor(
            2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private static final ScheduledExecutorService SCHEDULED = Executors.newScheduledThreadPool(2);
    private static final ForkJoinPool FORK_JOIN = new ForkJoinPool(3);
    private static final Timer TIMER = new Timer("timer", true);
    private static final Executor THREAD_PER_TASK = task -> new Thread(task).start();
    /** One object for all submissions, as lambdas are that capture nothing. */
    private static final Work SHARED = new Work("shared");

    /** Futures that a thread of nobody's completes. */
    private static final LinkedBlockingQueue<CompletableFuture<Void>> TO_COMPLETE = new LinkedBlockingQueue<>();

    static {
        Thread completer = new Thread(HandingOver::complete);
        completer.setDaemon(true);
        completer.start();
    }

    private HandingOver() {}

    /** Hands over the work of one caller. */
    static void handOver(String way, int caller) throws Exception {
        Work work = new Work("task_" + caller);
        boolean splits = Arrays.asList("recursive", "parallelStream", "commonParallelStream", "stages", "structured")
                .contains(way);
        Work.OPEN.addAndGet(splits ? PARTS : 1);
        switch (way) {
            case "execute":
                FIXED.execute(work);
                break;
            case "shared":
                FIXED.execute(SHARED);
                break;
            case "submit":
                FIXED.submit(work);
                break;
            case "invokeAll":
                CACHED.invokeAll(Collections.singleton(callable(work)));
                break;
            case "priority":
                PRIORITY.execute(work);
                break;
            case "overriding":
                OVERRIDING.execute(work);
                break;
            case "callerBlocks":
                CALLER_BLOCKS.submit(work);
                break;
            case "tomcat":
                TOMCAT.execute(work);
                break;
            case "schedule":
                SCHEDULED.schedule(work, 1, TimeUnit.MILLISECONDS);
                break;
            case "scheduledExecute":
                SCHEDULED.execute(work);
                break;
            case "forkJoin":
                FORK_JOIN.execute(work);
                break;
            case "forkJoinSubmit":
                FORK_JOIN.submit(callable(work));
                break;
            case "commonPool":
                ForkJoinPool.commonPool().submit(work);
                break;
            case "recursive":
                FORK_JOIN.execute(new Splitting(work, PARTS));
                break;
            case "parallelStream":
                FORK_JOIN.submit(() -> IntStream.range(0, PARTS).parallel().forEach(part -> work.run()));
                break;
            case "commonParallelStream":
                // within the caller's own statement, statements of the same thread would not count
                new Thread(() -> IntStream.range(0, PARTS).parallel().forEach(part -> work.run())).start();
                break;
            case "threadStart":
                new Thread(work).start();
                break;
            case "threadSubclass":
                new Working(work).start();
                break;
            case "timer":
                TIMER.schedule(new Timed(work), 1);
                break;
            case "virtualStart":
                VirtualThreads.start(work);
                break;
            case "virtualExecute":
                VirtualThreads.perTask().execute(work);
                break;
            case "virtualSubmit":
                VirtualThreads.perTask().submit(callable(work));
                break;
            case "structured":
                VirtualThreads.runStructured(Collections.nCopies(PARTS, callable(work)));
                break;
            case "runAsync":
                CompletableFuture.runAsync(work);
                break;
            case "supplyAsync":
                CompletableFuture.supplyAsync(
                        () -> {
                            work.run();
                            return "";
                        },
                        CACHED);
                break;
            case "threadPerTask":
                CompletableFuture.runAsync(work, THREAD_PER_TASK);
                break;
            case "stages":
                CompletableFuture<Void> first = new CompletableFuture<>();
                first.thenRunAsync(work)
                        .thenRunAsync(work, FIXED)
                        .thenCompose(nothing -> CompletableFuture.runAsync(work, FORK_JOIN))
                        .handleAsync((nothing, failure) -> CompletableFuture.runAsync(work), THREAD_PER_TASK);
                TO_COMPLETE.add(first);
                break;
            case "everyStage":
                handOverToEveryStage(work);
                break;
            case "dependent":
                CompletableFuture<Void> source = new CompletableFuture<>();
                source.thenRun(work);
                TO_COMPLETE.add(source);
                break;
            default:
                throw new IllegalArgumentException(way);
        }
    }

    /** Twelve tasks, none of which can run before the futures are completed by another thread. */
    private static void handOverToEveryStage(Work work) {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        first.thenRunAsync(work);
        first.thenAcceptAsync(nothing -> work.run(), FIXED);
        first.thenApplyAsync(nothing -> ran(work));
        first.thenComposeAsync(nothing -> CompletableFuture.completedFuture(ran(work)));
        first.handleAsync((nothing, failure) -> ran(work), FORK_JOIN);
        first.whenCompleteAsync((nothing, failure) -> work.run());
        first.thenCombineAsync(second, (one, other) -> ran(work));
        first.thenAcceptBothAsync(second, (one, other) -> work.run(), FIXED);
        first.runAfterBothAsync(second, work);
        first.applyToEitherAsync(second, nothing -> ran(work));
        first.acceptEitherAsync(second, nothing -> work.run(), FORK_JOIN);
        first.runAfterEitherAsync(second, work);
        TO_COMPLETE.add(first);
        TO_COMPLETE.add(second);
    }

    private static Void ran(Work work) {
        work.run();
        return null;
    }

    private static Callable<Void> callable(Work work) {
        return () -> {
            work.run();
            return null;
        };
    }

    private static void complete() {
        try {
            for (; ; ) {
                TO_COMPLETE.take().complete(null);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Overrides both methods without calling what it overrides. */
    private static final class Overriding extends ThreadPoolExecutor {
        Overriding() {
            super(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable task) {}

        @Override
        protected void afterExecute(Runnable task, Throwable failure) {}
    }

    private static final class Working extends Thread {
        private final Work work;

        Working(Work work) {
            this.work = work;
        }

        @Override
        public void run() {
            work.run();
        }
    }

    private static final class Timed extends TimerTask {
        private final Work work;

        Timed(Work work) {
            this.work = work;
        }

        @Override
        public void run() {
            work.run();
        }
    }

    private static final class Splitting extends RecursiveAction {
        private final Work work;
        private final int parts;

        Splitting(Work work, int parts) {
            this.work = work;
            this.parts = parts;
        }

        @Override
        protected void compute() {
            if (parts == 1) {
                work.run();
            } else {
                invokeAll(new Splitting(work, parts / 2), new Splitting(work, parts - parts / 2));
            }
        }
    }
}

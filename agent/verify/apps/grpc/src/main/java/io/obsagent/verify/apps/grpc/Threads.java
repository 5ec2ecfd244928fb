package io.obsagent.verify.apps.grpc;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs tasks on threads of its own, as no executor of the JDK: what a callback leaves on a thread stays there. */
final class Threads implements Executor {

    private static final int COUNT = 6;

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    Threads() {
        for (int i = 0; i < COUNT; i++) {
            Thread thread = new Thread(this::work);
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs a task once on each thread, and waits for all. */
    void onEach(Runnable task) throws InterruptedException {
        CyclicBarrier all = new CyclicBarrier(COUNT);
        CountDownLatch done = new CountDownLatch(COUNT);
        for (int i = 0; i < COUNT; i++) {
            execute(() -> {
                try {
                    all.await();
                    task.run();
                } catch (Exception e) {
                    System.out.println(e);
                }
                done.countDown();
            });
        }
        done.await();
    }

    private void work() {
        while (true) {
            try {
                tasks.take().run();
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}

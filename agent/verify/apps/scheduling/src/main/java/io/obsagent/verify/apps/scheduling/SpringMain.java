package io.obsagent.verify.apps.scheduling;

import java.util.concurrent.CountDownLatch;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Spring runs scheduled methods, one of which calls asynchronous methods. */
public final class SpringMain {

    private static final long HOUR = 3_600_000;
    private static final CountDownLatch RUNS = new CountDownLatch(4);

    private SpringMain() {}

    public static void main(String[] args) throws Exception {
        Database.execute("create table run (id identity)");
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        pool.setCorePoolSize(1);
        pool.initialize();
        context.getBeanFactory().registerSingleton("pool", pool);
        context.getBeanFactory().registerSingleton("threads", new SimpleAsyncTaskExecutor());
        context.register(Enabling.class, Jobs.class, Background.class);
        context.refresh();
        RUNS.await();
        System.out.println("done");
        Thread.currentThread().join();
    }

    /** Switches both on. */
    @EnableAsync
    @EnableScheduling
    public static class Enabling {}

    /** An interface, so that Spring needs no generated subclass. */
    public interface InBackground {
        @Async("pool")
        void onAPool();

        @Async("threads")
        void onAThread();
    }

    /** What jobs start and do not wait for. */
    public static class Background implements InBackground {
        @Override
        @Async("pool")
        public void onAPool() {
            Database.execute("insert into run default values");
            RUNS.countDown();
        }

        @Override
        @Async("threads")
        public void onAThread() {
            Database.execute("insert into run default values");
            RUNS.countDown();
        }
    }

    /** Each method is run once, a second run is an hour away. */
    public static class Jobs {
        private final InBackground background;

        /** Called by Spring. */
        public Jobs(InBackground background) {
            this.background = background;
        }

        /** Works itself. */
        @Scheduled(fixedRate = HOUR)
        public void insert() {
            Database.execute("insert into run default values");
            RUNS.countDown();
        }

        /** Throws, which Spring logs. */
        @Scheduled(fixedDelay = HOUR)
        public void fail() {
            RUNS.countDown();
            throw new IllegalStateException("on purpose");
        }

        /** Has others work. */
        @Scheduled(fixedDelay = HOUR)
        public void delegate() {
            background.onAPool();
            background.onAThread();
        }
    }
}

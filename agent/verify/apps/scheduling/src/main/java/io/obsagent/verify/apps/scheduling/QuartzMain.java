package io.obsagent.verify.apps.scheduling;

import java.util.concurrent.CountDownLatch;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Quartz runs a job twice, and once one that fails. */
public final class QuartzMain {

    private static final CountDownLatch RUNS = new CountDownLatch(3);

    private QuartzMain() {}

    public static void main(String[] args) throws Exception {
        Database.execute("create table run (id identity)");
        Scheduler scheduler = StdSchedulerFactory.getDefaultScheduler();
        scheduler.start();
        schedule(scheduler, Inserting.class, 1);
        schedule(scheduler, Failing.class, 0);
        RUNS.await();
        System.out.println("done");
        Thread.currentThread().join();
    }

    private static void schedule(Scheduler scheduler, Class<? extends Job> job, int repeat) throws Exception {
        JobDetail detail =
                JobBuilder.newJob(job).withIdentity(job.getSimpleName()).build();
        Trigger trigger = TriggerBuilder.newTrigger()
                .startNow()
                .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInMilliseconds(200)
                        .withRepeatCount(repeat))
                .build();
        scheduler.scheduleJob(detail, trigger);
    }

    /** Inserts a row. */
    public static final class Inserting implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            Database.execute("insert into run default values");
            RUNS.countDown();
        }
    }

    /** Throws. */
    public static final class Failing implements Job {
        @Override
        public void execute(JobExecutionContext context) throws JobExecutionException {
            RUNS.countDown();
            throw new JobExecutionException("on purpose");
        }
    }
}

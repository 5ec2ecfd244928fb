package io.obsagent.instrumentation.executor;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/**
 * {@code ThreadPoolExecutor} with its subclasses, {@code ForkJoinPool}, {@code CompletableFuture}, {@code Timer}, and
 * threads, platform or virtual, that are started for one task.
 *
 * <p>Some of the methods named here are internal to the JDK. They have had these names from Java 8 to 25; where one is
 * missing, its tasks run outside of their trace and nothing else happens.
 */
public final class ExecutorInstrumentation implements Instrumentation {

    private static final String CONCURRENT = "java.util.concurrent.";
    private static final String FUTURE = CONCURRENT + "CompletableFuture$";
    /** A pool of its own in Tomcat 8.5.100, 9.0.83, 10.1 and later; before, a subclass of the JDK's that calls it. */
    private static final String TOMCAT_POOL = "org.apache.tomcat.util.threads.ThreadPoolExecutor";

    @Override
    public String name() {
        return "executor";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.shared();
        weaving.followsOthers();
        weaveThreadPools(weaving);
        weaveForkJoin(weaving);
        weaveCompletableFuture(weaving);
        weaveTimer(weaving);
        weaveThreads(weaving);
    }

    private static void weaveThreadPools(Weaving weaving) {
        String threadPool = CONCURRENT + "ThreadPoolExecutor";
        weaveQueue(weaving.types(threadPool), "execute(java.lang.Runnable)");
        weaving.types(CONCURRENT + "ScheduledThreadPoolExecutor")
                .methods("delayedExecute")
                .with(SubmitHook.class);
        weaveBeginAndEnd(weaving.types(threadPool), false);
        weaveBeginAndEnd(weaving.subtypesOf(threadPool), false);
        // the subclass has no such method; the pool of its own queues what it refuses at first, in another method
        weaveQueue(weaving.types(TOMCAT_POOL), "executeInternal(java.lang.Runnable)");
        // serves requests, which may never submit a task to it. What a request leaves behind on its thread goes away
        // with
        // the request; what other tasks leave behind, only once the hooks are awake
        weaveBeginAndEnd(weaving.types(TOMCAT_POOL), true);
        weaving.types("org.eclipse.jetty.util.thread.QueuedThreadPool")
                .methods("startThread()")
                .with(WorkerHook.class);
        weaving.types("org.jboss.threads.EnhancedQueueExecutor")
                .methods("doStartThread")
                .with(WorkerHook.class);
    }

    private static void weaveQueue(Weaving.TypeRule pool, String execute) {
        pool.methods(execute)
                .with(SubmitHook.class)
                .methods("reject(java.lang.Runnable)")
                .staysOn()
                .with(RejectHook.class)
                .methods("remove(java.lang.Runnable)", "shutdownNow()")
                .staysOn()
                .with(WithdrawHook.class)
                .methods("addWorker(java.lang.Runnable, boolean)")
                .with(WorkerHook.class);
    }

    /**
     * Overrides may call the method that they override, or not.
     *
     * @param asleep whether there is nothing to hand on until a task has something to take along
     */
    private static void weaveBeginAndEnd(Weaving.TypeRule pools, boolean asleep) {
        outermost("executor-begin", asleep, pools.methods("beforeExecute(java.lang.Thread, java.lang.Runnable)"))
                .with(BeginHook.class);
        outermost("executor-end", asleep, pools.methods("afterExecute(java.lang.Runnable, java.lang.Throwable)"))
                .with(EndHook.class);
    }

    private static Weaving.MethodRule outermost(String group, boolean asleep, Weaving.MethodRule methods) {
        Weaving.MethodRule rule = methods.outermost(group).staysOn();
        return asleep ? rule.asleep() : rule;
    }

    private static void weaveForkJoin(Weaving weaving) {
        weaving.types(CONCURRENT + "ForkJoinTask")
                .methods("<init>")
                .with(TaskMadeHook.class)
                .methods("fork()")
                .with(ForkHook.class)
                .methods("doExec()")
                .with(ForkedTaskHook.class);
        weaving.types(CONCURRENT + "DelayScheduler$ScheduledForkJoinTask")
                .methods("<init>")
                .with(RepeatingTaskHook.class);
    }

    private static void weaveCompletableFuture(Weaving weaving) {
        weaving.types(FUTURE + "AsyncRun", FUTURE + "AsyncSupply")
                .methods("run()")
                .with(StageHook.class);
        weaving.types(
                        FUTURE + "UniApply",
                        FUTURE + "UniAccept",
                        FUTURE + "UniRun",
                        FUTURE + "UniWhenComplete",
                        FUTURE + "UniHandle",
                        FUTURE + "UniExceptionally",
                        FUTURE + "UniComposeExceptionally",
                        FUTURE + "UniCompose",
                        FUTURE + "BiApply",
                        FUTURE + "BiAccept",
                        FUTURE + "BiRun",
                        FUTURE + "OrApply",
                        FUTURE + "OrAccept",
                        FUTURE + "OrRun")
                .methods("tryFire(int)")
                .with(StageHook.class);
    }

    private static void weaveTimer(Weaving weaving) {
        weaving.types("java.util.Timer")
                .methods("sched(java.util.TimerTask, long, long)")
                .with(TimerHook.class);
        weaving.subtypesOf("java.util.TimerTask").methods("run()").with(TimerTaskHook.class);
    }

    private static void weaveThreads(Weaving weaving) {
        String thread = "java.lang.Thread";
        weaving.types(thread, "java.lang.VirtualThread")
                .methods("start()", "start(jdk.internal.vm.ThreadContainer)")
                .with(StartHook.class);
        weaving.types(thread)
                .methods("run()", "runWith(java.lang.Object, java.lang.Runnable)")
                .with(ThreadHook.class);
        weaving.subtypesOf(thread).methods("run()").with(ThreadSubclassHook.class);
    }
}

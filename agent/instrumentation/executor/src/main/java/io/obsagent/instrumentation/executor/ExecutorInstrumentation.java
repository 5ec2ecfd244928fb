package io.obsagent.instrumentation.executor;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/**
 * {@code ThreadPoolExecutor} with its subclasses, {@code ForkJoinPool}, {@code CompletableFuture}.
 *
 * <p>Some of the methods named here are internal to the JDK. They have had these names from Java 8 to 25; where one is
 * missing, its tasks run outside of their trace and nothing else happens.
 */
public final class ExecutorInstrumentation implements Instrumentation {

    private static final String CONCURRENT = "java.util.concurrent.";
    private static final String FUTURE = CONCURRENT + "CompletableFuture$";

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
    }

    private static void weaveThreadPools(Weaving weaving) {
        String threadPool = CONCURRENT + "ThreadPoolExecutor";
        weaving.types(threadPool)
                .methods("execute(java.lang.Runnable)")
                .with(SubmitHook.class)
                .methods("reject(java.lang.Runnable)")
                .with(RejectHook.class)
                .methods("remove(java.lang.Runnable)", "shutdownNow()")
                .with(WithdrawHook.class);
        weaving.types(CONCURRENT + "ScheduledThreadPoolExecutor")
                .methods("delayedExecute")
                .with(SubmitHook.class);
        weaveBeginAndEnd(weaving.types(threadPool));
        weaveBeginAndEnd(weaving.subtypesOf(threadPool));
    }

    /** Overrides may call the method that they override, or not. */
    private static void weaveBeginAndEnd(Weaving.TypeRule pools) {
        pools.methods("beforeExecute(java.lang.Thread, java.lang.Runnable)")
                .outermost("executor-begin")
                .with(BeginHook.class)
                .methods("afterExecute(java.lang.Runnable, java.lang.Throwable)")
                .outermost("executor-end")
                .with(EndHook.class);
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
}

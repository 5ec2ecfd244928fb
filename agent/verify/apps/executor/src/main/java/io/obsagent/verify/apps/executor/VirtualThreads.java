package io.obsagent.verify.apps.executor;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What came with Java 21, by reflection: the application is compiled for Java 8. */
final class VirtualThreads {

    private static final ExecutorService PER_TASK = newPerTask();

    private VirtualThreads() {}

    private static ExecutorService newPerTask() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static ExecutorService perTask() {
        return PER_TASK;
    }

    static void start(Runnable task) throws ReflectiveOperationException {
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    }

    /** Runs tasks in a structured scope: a preview, made by a method since Java 25 and by a constructor before. */
    static void runStructured(List<Callable<Void>> tasks) throws Exception {
        Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope");
        Object scope = type.isInterface()
                ? type.getMethod("open").invoke(null)
                : type.getConstructor().newInstance();
        Method fork = type.getMethod("fork", Callable.class);
        try {
            for (Callable<Void> task : tasks) {
                fork.invoke(scope, task);
            }
            type.getMethod("join").invoke(scope);
        } finally {
            type.getMethod("close").invoke(scope);
        }
    }
}

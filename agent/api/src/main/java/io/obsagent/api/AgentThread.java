package io.obsagent.api;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * A daemon thread of the agent. Woven methods that it calls call no hooks: the agent does not observe itself.
 *
 * <p>It belongs to the JVM's thread group: the application may interrupt or destroy its own groups.
 */
public final class AgentThread extends Thread {

    /**
     * Made by a thread of the agent; where a thread of the application makes one, {@link #start(String, Runnable)}.
     *
     * @param name what the thread does; appears as {@code obs-agent-<name>}
     * @param work what it runs; an error ends the thread and is told by nobody, so the work catches its own
     */
    public AgentThread(String name, Runnable work) {
        super(topGroup(), work, "obs-agent-" + name);
        setDaemon(true);
        setContextClassLoader(AgentThread.class.getClassLoader());
        setUncaughtExceptionHandler(new UncaughtExceptionHandler() {
            @Override
            public void uncaughtException(Thread thread, Throwable failure) {
                // the default handler is the application's, and may end the JVM
            }
        });
    }

    /** Starts a thread that has the agent's permissions, whatever those of the code on the present stack. */
    public static void start(final String name, final Runnable work) {
        AccessController.doPrivileged(new PrivilegedAction<Void>() {
            @Override
            public Void run() {
                new AgentThread(name, work).start();
                return null;
            }
        });
    }

    /**
     * Marks the calling thread as interrupted again where that is what an error of the agent came from: who threw it has
     * taken the mark away, and the application still waits for it.
     */
    public static void keepInterruption(Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadGroup topGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}

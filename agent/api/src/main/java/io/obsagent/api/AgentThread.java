package io.obsagent.api;

/** A daemon thread of the agent. Woven methods that it calls call no hooks: the agent does not observe itself. */
public final class AgentThread extends Thread {

    /**
     * @param name what the thread does; appears as {@code obs-agent-<name>}
     * @param work what it runs; an error ends the thread and is told by nobody, so the work catches its own
     */
    public AgentThread(String name, Runnable work) {
        super(null, work, "obs-agent-" + name);
        setDaemon(true);
        setContextClassLoader(AgentThread.class.getClassLoader());
    }
}

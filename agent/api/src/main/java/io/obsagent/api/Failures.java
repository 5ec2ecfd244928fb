package io.obsagent.api;

/** For code of the agent that libraries call, outside of the engine's barrier: what fails there goes no further. */
public final class Failures {

    private Failures() {}

    /**
     * Counts a failure that the caller has caught ({@code obs_agent_hook_errors_total}), and keeps an interruption. Throws
     * nothing.
     *
     * @param where name of the instrumentation, for example
     * @param what became of it, for the debug log
     */
    public static void note(String where, String what, Throwable failure) {
        try {
            AgentThread.keepInterruption(failure);
            AgentStats.hookError(where, failure);
            AgentLog.debug(what, failure);
        } catch (Throwable noMemoryNoStack) {
            // nothing can be told now
        }
    }
}

package io.obsagent.api;

/**
 * Runs before and after a woven method.
 *
 * <p>A hook is a plain object without state, shared by all threads, one per class loader of the application. Its class
 * is loaded by a loader that sees the library as the application does, so it uses the library's types directly.
 * Whatever it throws is caught by the engine, counted in {@code obs_agent_hook_errors_total}, and never reaches the
 * application; a hook that keeps failing, or does not link against this version of the library, is switched off for
 * that class loader.
 *
 * <p>While a hook runs, woven methods that it calls on the same thread call no hooks.
 */
public interface Hook {

    /** Runs before the method's body. For a constructor: before it has called its super constructor, without self. */
    default void before(Call call) throws Throwable {}

    /**
     * Runs after the method's body, whether it returned or threw. It is called even when {@link #before} threw. For a
     * constructor: only when it returned.
     */
    default void after(Call call) throws Throwable {}
}

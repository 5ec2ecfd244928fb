package io.obsagent.api;

/**
 * Declares which methods of one library family call which {@link Hook}s.
 *
 * <p>Implementations are listed in {@code META-INF/services/io.obsagent.api.Instrumentation}. They are asked once, when
 * {@code obs-agent.jar} is built: what they declare is written into the jar as a plan, so that at run time neither this
 * class nor its library needs to be there before something matches. {@link #weave} must therefore depend on nothing but
 * constants.
 */
public interface Instrumentation {

    /** The name of this instrumentation: its key in the YAML file, its module and its package. Lower case, never null. */
    String name();

    /** Declares the hooks. Called once at build time, on one thread. */
    void weave(Weaving weaving);
}

package io.obsagent.api;

/**
 * Reads the meters of the application's own registries of one kind. Stateless, and called by threads of the agent whenever
 * metrics are scraped.
 *
 * @param <R> the registry's class
 */
public interface MeterReader<R> {

    /**
     * Shows all meters of a registry.
     *
     * @throws Exception if the registry cannot tell; what was shown counts
     */
    void read(R registry, MeterSink out) throws Exception;
}

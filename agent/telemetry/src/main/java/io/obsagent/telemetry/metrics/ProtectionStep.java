package io.obsagent.telemetry.metrics;

/** How far the agent has stepped down for the application's sake. */
public interface ProtectionStep {

    /** 0: not at all; 1: it records no spans; 2: it records nothing. */
    int step();
}

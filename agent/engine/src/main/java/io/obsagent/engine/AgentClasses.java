package io.obsagent.engine;

import java.io.IOException;

/** Gives the class files of the agent's own classes; implemented over obs-agent.jar, and by tests. Thread safe. */
public interface AgentClasses {

    /**
     * Reads a class file.
     *
     * @param name binary name
     * @return the bytes, or null when the agent has no such class
     */
    byte[] classFile(String name) throws IOException;
}

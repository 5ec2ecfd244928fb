/** Wires the agent's modules together at start, and assembles obs-agent.jar. */
package io.obsagent.dist;

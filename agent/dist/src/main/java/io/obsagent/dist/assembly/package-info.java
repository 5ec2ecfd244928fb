/** Assembles obs-agent.jar when the project is built. Not part of the jar. */
package io.obsagent.dist.assembly;

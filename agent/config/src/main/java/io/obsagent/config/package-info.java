/**
 * Configuration: a YAML file, the environment and system properties become one immutable
 * {@link io.obsagent.config.AgentConfig}.
 *
 * <p>{@link io.obsagent.config.Keys} is the one table of everything that can be set. Defaults, validation, messages,
 * the reference file and the documentation come from it.
 */
package io.obsagent.config;

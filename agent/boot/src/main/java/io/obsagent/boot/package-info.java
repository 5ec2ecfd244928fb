/**
 * All of obs-agent.jar that the application's system class loader can see: the entry points and the loader that keeps
 * everything else out of sight.
 */
package io.obsagent.boot;

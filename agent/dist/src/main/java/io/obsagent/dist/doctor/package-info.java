/** What the agent can tell of an archive and of the JVM that it runs in. Loaded when somebody asks, never before. */
package io.obsagent.dist.doctor;

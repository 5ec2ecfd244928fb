/** The application's own meters of Micrometer 1.0 and later, for the agent's {@code /metrics}. */
package io.obsagent.instrumentation.micrometer;

/** Jobs that Spring's {@code @Scheduled} and Quartz run: each run is the root of a trace. */
package io.obsagent.instrumentation.scheduling;

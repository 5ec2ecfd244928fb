/**
 * What an instrumentation is written against.
 *
 * <p>Two halves: {@link io.obsagent.api.Instrumentation} and {@link io.obsagent.api.Weaving} say <em>where</em> a
 * {@link io.obsagent.api.Hook} is placed; {@link io.obsagent.api.Telemetry} and {@link io.obsagent.api.Operation} say
 * <em>what</em> is recorded there. An instrumentation imports this package, {@code java.*} and its own library, nothing
 * else.
 */
package io.obsagent.api;

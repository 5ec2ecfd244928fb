/**
 * The agent's hot paths under JMH, each alone: {@code make bench-jmh}. Allocation (gc.alloc.rate.norm) is exact and
 * comparable between machines, time is not.
 */
package io.obsagent.benchmarks.hotpath;

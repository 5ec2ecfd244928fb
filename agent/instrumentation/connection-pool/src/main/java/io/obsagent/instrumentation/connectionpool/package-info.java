/**
 * The state of connection pools. Each pool has one hook, which hands the pool to the telemetry and is its reader as well.
 *
 * <p>A reader is called when metrics are scraped and must not start a pool that the application has not used yet.
 */
package io.obsagent.instrumentation.connectionpool;

/**
 * The state of connection pools, and how long connections are waited for and kept. Each pool has one hook, which hands the
 * pool to the telemetry, is its reader as well, and sees it asked for connections; another one sees them come back.
 *
 * <p>A reader is called when metrics are scraped and must not start a pool that the application has not used yet.
 */
package io.obsagent.instrumentation.connectionpool;

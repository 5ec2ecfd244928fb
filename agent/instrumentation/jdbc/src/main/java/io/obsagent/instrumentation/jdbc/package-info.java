/**
 * Database calls through any JDBC driver, with or without a connection pool: one span for each statement sent.
 *
 * <p>Only the interfaces of {@code java.sql} are known here. Pools and drivers are woven alike; the outermost of nested
 * calls counts.
 */
package io.obsagent.instrumentation.jdbc;

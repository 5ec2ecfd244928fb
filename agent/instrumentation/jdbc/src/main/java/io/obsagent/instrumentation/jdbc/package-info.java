/**
 * Database calls through any JDBC driver, with or without a connection pool: one span for each statement sent.
 *
 * <p>Hardly more than the interfaces of {@code java.sql} is known here. Drivers are woven, and pools' proxies but for
 * Hikari's; the outermost of nested calls counts.
 */
package io.obsagent.instrumentation.jdbc;

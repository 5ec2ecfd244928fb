/**
 * Log lines find their trace: each event logged within an operation carries its ids, and events are counted.
 *
 * <p>The ids are given to the event itself, on the thread that logs it. Appenders of every kind then see them wherever
 * they look for MDC fields, on whatever thread, and the application's own MDC stays as it is.
 */
package io.obsagent.instrumentation.logging;

/**
 * Undertow as the container, from 2.0 on. Its core knows nothing of servlets: the same hooks serve {@code javax} and
 * {@code jakarta} servlets and plain handlers.
 */
package io.obsagent.instrumentation.servlet.undertow;

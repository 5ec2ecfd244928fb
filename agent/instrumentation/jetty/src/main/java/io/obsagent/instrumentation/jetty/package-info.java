/**
 * Jetty 9.4, 10 and 11 as the container. What the hooks call names no type of the servlet API, so one set of hooks serves
 * {@code javax} and {@code jakarta}. Jetty 12 is built otherwise: its hooks stand in the module of servlets.
 */
package io.obsagent.instrumentation.jetty;

/**
 * Tomcat as the container. Its connector (package {@code org.apache.coyote}) names no type of the servlet API and has been
 * the same since Tomcat 7, so one set of hooks serves {@code javax} and {@code jakarta}.
 */
package io.obsagent.instrumentation.servlet.tomcat;

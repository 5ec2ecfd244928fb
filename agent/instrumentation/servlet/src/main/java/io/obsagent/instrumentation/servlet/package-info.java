/**
 * HTTP servers: one operation per request, from the container's first sight of it to the last byte of its response.
 *
 * <p>Two layers. The <em>container's</em> hooks ({@code tomcat}, {@code jetty}, {@code undertow}; Jetty before
 * 12 in a module of its own) begin and end the operation, because only the container knows every request, also one that no servlet sees, its final status, and the bytes that went over the
 * wire. The <em>servlet</em> hooks know what the container's do not: the route, what the application threw, and where
 * asynchronous work is resumed. In containers without hooks of their own the servlet
 * hooks also begin and end the operation; then requests that reach no filter or servlet are not seen, and body sizes are
 * not recorded.
 *
 * <p>The two layers live in different class loaders and meet only in {@link io.obsagent.api.Telemetry#currentServer()}.
 * Nothing here sets request attributes before an access log writes its line, reads parameters or bodies, or creates
 * sessions.
 *
 * <p>The route is the most specific template that is known, with the context path before it:
 * <ol>
 *   <li>the pattern of the Spring MVC handler, of the JAX-RS resource or of the Struts action: {@code /shop/cart/{user}}; the
 *       JSP page
 *   <li>the servlet mapping as the application declares it: {@code /shop/user/*}, {@code /shop/*.do}, where {@code *}
 *       is the convention's placeholder for what varies
 *   <li>a template that the telemetry infers from the path, when the application has answered and while there are few
 *   <li>of the default servlet ({@code /}) {@code /shop/*}, as its mapping takes every path and {@code /} would be taken
 *       for the home page
 *   <li>none
 * </ol>
 * Error pages, forwards and includes keep the route of the request that led to them.
 */
package io.obsagent.instrumentation.servlet;

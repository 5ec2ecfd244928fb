/**
 * OkHttp 3.4 and later.
 *
 * <p>One operation per attempt on the wire: retries, redirects and authentication rounds each begin anew with
 * {@code ConnectInterceptor}, which answers from the cache never reach. The application's request stays as it is: the
 * trace context is added where a connection writes the headers.
 */
package io.obsagent.instrumentation.okhttp;

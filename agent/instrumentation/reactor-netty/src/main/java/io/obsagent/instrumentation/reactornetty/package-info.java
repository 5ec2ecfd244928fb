/**
 * The HTTP client of Reactor Netty 1.0 and later, which Spring's {@code WebClient} uses where nothing else is chosen.
 *
 * <p>One operation for each attempt: the client asks for a connection each time something goes on the wire, behind
 * retries and redirects, and brings along an observer that is told all that happens to the request. There the agent's
 * own observer stands before it. The operation lasts until the head of the response is there; of a response that sends
 * the client elsewhere, until its end. Web sockets and Unix domain sockets are left alone.
 */
package io.obsagent.instrumentation.reactornetty;

package io.obsagent.api;

/**
 * An HTTP request as the telemetry asks about it, on either side. A view over the library's request: implementations hold
 * the request and compute each answer when asked. Strings may be null where unknown, ports -1.
 *
 * <p>Asked while its operation begins and not kept any longer: libraries use their requests again.
 */
public abstract class HttpRequest implements Headers {

    /** The request method as sent, for example {@code GET}. */
    public abstract String method();

    /** {@code http} or {@code https}. */
    public abstract String scheme();

    /** Server: the host the client addressed (Host header). Client: the host that is called. */
    public abstract String host();

    /** The port that belongs to {@link #host()}; -1 when unknown. */
    public abstract int port();

    /** The path, beginning with a slash, not decoded, without query. */
    public abstract String path();

    /** The query string without the question mark, or null. */
    public abstract String query();

    /** The first value of a request header, case-insensitive, or null. */
    @Override
    public abstract String header(String name);

    /** Server: the address of the peer on the socket. Client: null unless known. */
    public String peerAddress() {
        return null;
    }

    /** Server: the port of the peer on the socket, or -1. */
    public int peerPort() {
        return -1;
    }

    /** The protocol as {@code HTTP/1.1} or its version as {@code 1.1}, or null. */
    public String protocolVersion() {
        return null;
    }
}

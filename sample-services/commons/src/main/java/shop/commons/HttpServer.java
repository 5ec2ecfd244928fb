package shop.commons;

import javax.servlet.Servlet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** Servlets on an embedded Jetty. */
public final class HttpServer implements AutoCloseable {
    private static final long STOP_TIMEOUT_MS = 10_000;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context = new ServletContextHandler(null, "/");

    /**
     * Makes a server that does not listen yet.
     *
     * @param port 0 for any free one
     */
    public HttpServer(String host, int port) {
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        // knows the requests under way, for which a stop waits
        StatisticsHandler requests = new StatisticsHandler();
        requests.setHandler(context);
        server.setHandler(requests);
        server.setStopTimeout(STOP_TIMEOUT_MS);
    }

    /** Adds a servlet; before {@link #start}. */
    public HttpServer serve(String pathSpec, Servlet servlet) {
        context.addServlet(new ServletHolder(servlet), pathSpec);
        return this;
    }

    /**
     * Starts to listen.
     *
     * @throws Exception if the port cannot be bound
     */
    public void start() throws Exception {
        server.start();
    }

    /** The port that is listened on, once started. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Refuses new requests, lets those under way finish, and stops. */
    @Override
    public void close() throws Exception {
        server.stop();
    }
}

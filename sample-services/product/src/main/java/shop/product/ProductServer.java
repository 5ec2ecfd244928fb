package shop.product;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The catalogue on HTTP. */
public final class ProductServer implements AutoCloseable {
    private static final long STOP_TIMEOUT_MS = 10_000;
    private static final long IDLE_CONNECTION_STOP_TIMEOUT_MS = 100;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    ProductServer(ProductConfig config) {
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setShutdownIdleTimeout(IDLE_CONNECTION_STOP_TIMEOUT_MS);
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(routes(new AtomicReference<>(config.faults()))));
        server.setStopTimeout(STOP_TIMEOUT_MS);
    }

    private static ServletContextHandler routes(AtomicReference<Faults> faults) {
        Catalogue catalogue = new Catalogue();
        FilterHolder faultFilter = new FilterHolder(new FaultFilter(faults));
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(faultFilter, "/product/*", EnumSet.of(DispatcherType.REQUEST));
        context.addFilter(faultFilter, "/products", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new ProductServlet(catalogue)), "/product/*");
        context.addServlet(new ServletHolder(new ProductsServlet(catalogue)), "/products");
        context.addServlet(new ServletHolder(new FaultsServlet(faults)), "/admin/faults");
        context.addServlet(new ServletHolder(new HealthServlet()), "/health");
        return context;
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

package shop.cart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.servlet.http.HttpServlet;
import org.apache.catalina.Globals;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

/** An embedded Tomcat with one web application at the root. */
final class HttpServer implements AutoCloseable {
    private static final long STOP_TIMEOUT_MS = 10_000;

    private final Tomcat tomcat = new Tomcat();
    private final Path directory;
    private final Connector connector;
    private final StandardContext context;

    /**
     * Makes a server that does not listen yet.
     *
     * @throws IOException if the directory for temporary files that Tomcat asks for cannot be made
     */
    HttpServer(String host, int port) throws IOException {
        directory = Files.createTempDirectory("cart-tomcat");
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(port);
        connector = tomcat.getConnector();
        connector.setProperty("address", host);
        connector.setThrowOnFailure(true);
        context = (StandardContext) tomcat.addContext("", null);
        // how long a stop waits for the requests under way
        context.setUnloadDelay(STOP_TIMEOUT_MS);
        // the application ends with the JVM: nothing to find that it might leave behind
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
    }

    /** Maps a servlet; to be called before {@link #start}. */
    void map(String name, String pattern, HttpServlet servlet) {
        Tomcat.addServlet(context, name, servlet);
        context.addServletMappingDecoded(pattern, name);
    }

    /**
     * Starts to listen.
     *
     * @throws LifecycleException if the port cannot be bound
     */
    void start() throws LifecycleException {
        tomcat.start();
    }

    /** The port that is listened on, once started. */
    int port() {
        return connector.getLocalPort();
    }

    /** Accepts no more requests, lets those under way finish, and deletes what Tomcat left on the disk. */
    @Override
    public void close() throws LifecycleException, IOException {
        try {
            tomcat.stop();
            tomcat.destroy();
        } finally {
            // else the next Tomcat in this JVM makes our directory again
            System.clearProperty(Globals.CATALINA_HOME_PROP);
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}

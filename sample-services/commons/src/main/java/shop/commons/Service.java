package shop.commons;

import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Something that runs from start until it is closed. */
public interface Service extends AutoCloseable {
    /**
     * Connects to what the service needs and begins to serve.
     *
     * @throws Exception if it cannot; {@link #close} frees what was opened until then
     */
    void start() throws Exception;

    /**
     * The {@code main} of a service: runs it until SIGTERM. Exit code 2: a setting is wrong, standard error names it; 1: the
     * service could not start.
     *
     * @param name   for the log
     * @param create makes the service, not started yet, or throws what {@link Environment} throws
     */
    static void run(String name, Function<Environment, ? extends Service> create) {
        // gRPC, Tomcat and the PostgreSQL driver log through java.util.logging
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Logger log = LoggerFactory.getLogger(Service.class);
        Service service;
        try {
            service = create.apply(new Environment(System.getenv()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                service.close();
                                log.info("{} stopped", name);
                            } catch (Exception e) {
                                log.error("{} did not stop cleanly", name, e);
                            }
                        },
                        "stop"));
        try {
            service.start();
        } catch (Exception e) {
            log.error("{} cannot start", name, e);
            System.exit(1);
        }
    }
}

package io.obsagent.benchmarks;

import io.obsagent.benchmarks.Options.Part;
import java.util.List;
import java.util.Map;

/**
 * A service that runs under each agent.
 *
 * @param part of the benchmark that it is
 * @param name in the report
 * @param arguments of the JVM after the agent's, with {@value #PORT} for the port to listen on
 * @param environment of the JVM, likewise
 * @param readyPath answers 200 as soon as the service is ready
 * @param requests that are measured
 */
record Subject(
        Part part,
        String name,
        List<String> arguments,
        Map<String, String> environment,
        String readyPath,
        List<Request> requests) {

    static final String PORT = "{port}";

    /**
     * A kind of request.
     *
     * @param name in the report
     * @param path to get
     * @param spans that are recorded of one
     */
    record Request(String name, String path, int spans) {}

    /** Spring Boot on Tomcat, HikariCP and H2 within the JVM. */
    static Subject spring(Layout layout) {
        return new Subject(
                Part.SPRING,
                "Spring Boot",
                List.of("-jar", layout.springService().toString(), "--server.port=" + PORT),
                Map.of(),
                "/account/1",
                List.of(
                        new Request("no SQL", "/greeting/reader", 1),
                        new Request("one SELECT", "/account/7", 2),
                        new Request("transaction of five", "/transfer/3/4", 6)));
    }
}

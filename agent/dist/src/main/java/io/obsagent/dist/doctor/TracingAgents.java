package io.obsagent.dist.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * Agents of others that trace requests, too, known by the names of their classes. Each has some where the JVM puts agents: in
 * the system class loader or above it all.
 */
public final class TracingAgents {

    /** Name, beginning of its classes' names. */
    private static final String[][] KNOWN = {
        {"OpenTelemetry", "io.opentelemetry.javaagent."},
        {"Elastic APM", "co.elastic.apm.agent."},
        {"Datadog", "datadog.trace.bootstrap."},
        {"New Relic", "com.newrelic.agent."},
        {"Dynatrace", "com.dynatrace.agent."},
        {"AppDynamics", "com.singularity.ee.agent."},
        {"Glowroot", "org.glowroot.agent."},
        {"SkyWalking", "org.apache.skywalking.apm.agent."},
        {"Pinpoint", "com.navercorp.pinpoint.bootstrap."},
        {"Application Insights", "com.microsoft.applicationinsights.agent."},
    };

    private TracingAgents() {}

    /**
     * The names of those in a JVM.
     *
     * @param loaded its classes
     */
    public static List<String> among(Class<?>[] loaded) {
        List<String> found = new ArrayList<String>();
        boolean[] there = new boolean[KNOWN.length];
        ClassLoader system = ClassLoader.getSystemClassLoader();
        for (Class<?> type : loaded) {
            if (!isAgents(type.getClassLoader(), system)) {
                continue; // the application's, and a class keeps the name that it has been asked for
            }
            String name = type.getName();
            for (int i = 0; i < KNOWN.length; i++) {
                there[i] |= name.startsWith(KNOWN[i][1]);
            }
        }
        for (int i = 0; i < KNOWN.length; i++) {
            if (there[i]) {
                found.add(KNOWN[i][0]);
            }
        }
        return found;
    }

    /** Whether it is the system class loader or above it. */
    private static boolean isAgents(ClassLoader loader, ClassLoader system) {
        if (loader == null) {
            return true;
        }
        ClassLoader above = system;
        while (above != null && above != loader) {
            above = above.getParent();
        }
        return above == loader;
    }
}

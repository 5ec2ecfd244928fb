package io.obsagent.telemetry;

import io.obsagent.api.AgentLog;
import java.util.concurrent.ConcurrentHashMap;

/** The names of web applications that are services of their own, by context path. Thread safe. */
final class WebApplications {

    /** A name costs series and resources; only who deploys can add some, and may do so again and again. */
    static final int MAX = 50;

    private final ConcurrentHashMap<String, String> services = new ConcurrentHashMap<String, String>();
    private boolean overflowTold;

    /**
     * The service that an application is.
     *
     * @param contextPath empty or null for the root application
     * @return null when it has the JVM's name: the root application, and each that would be one too many
     */
    String service(String contextPath) {
        if (contextPath == null || contextPath.length() < 2) {
            return null;
        }
        String service = services.get(contextPath);
        return service != null ? service : add(contextPath);
    }

    private synchronized String add(String contextPath) {
        String known = services.get(contextPath);
        if (known != null) {
            return known;
        }
        if (services.size() >= MAX) {
            if (!overflowTold) {
                overflowTold = true;
                AgentLog.info(37, "more than " + MAX + " web applications: further ones keep the name of the service");
            }
            return null;
        }
        String service = contextPath.charAt(0) == '/' ? contextPath.substring(1) : contextPath;
        services.put(contextPath, service);
        return service;
    }
}

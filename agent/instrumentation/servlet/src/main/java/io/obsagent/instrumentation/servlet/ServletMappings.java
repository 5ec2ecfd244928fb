package io.obsagent.instrumentation.servlet;

import io.obsagent.api.Operation;
import io.obsagent.api.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.servlet.ServletContext;
import javax.servlet.ServletRegistration;

/**
 * The servlet mappings of a web application, and the one that a request has matched: found again by the specification's
 * rules, which works before the servlet is reached and with every version since 3.0 (HttpServletMapping came with 4.0).
 */
final class ServletMappings {

    private static final State<ServletContext, ServletMappings> KNOWN = new State<ServletContext, ServletMappings>();

    private final String contextPath;
    private final String defaultRoute;
    /** Servlet path to route. */
    private final Map<String, String> exact = new HashMap<String, String>();
    /** Servlet path to route, of {@code /path/*}. */
    private final Map<String, String> prefixes = new HashMap<String, String>();
    /** Extensions with their dot. */
    private final Set<String> extensions = new HashSet<String>();

    ServletMappings(String contextPath, Iterable<String> patterns) {
        this.contextPath = contextPath;
        this.defaultRoute = contextPath + "/*";
        for (String pattern : patterns) {
            if (pattern.startsWith("*.")) {
                extensions.add(pattern.substring(1));
            } else if (pattern.endsWith("/*")) {
                prefixes.put(pattern.substring(0, pattern.length() - 2), contextPath + pattern);
            } else if (pattern.isEmpty()) {
                exact.put("", contextPath + "/");
            } else if (!"/".equals(pattern)) {
                exact.put(pattern, contextPath + pattern);
            }
        }
    }

    /** The mappings of an application, read once: they cannot change after its start. */
    static ServletMappings of(ServletContext context) {
        ServletMappings known = KNOWN.get(context);
        if (known == null) {
            Set<String> patterns = new HashSet<String>();
            for (ServletRegistration servlet : context.getServletRegistrations().values()) {
                Collection<String> mappings = servlet.getMappings();
                if (mappings != null) {
                    patterns.addAll(mappings);
                }
            }
            known = new ServletMappings(context.getContextPath(), patterns);
            KNOWN.put(context, known);
        }
        return known;
    }

    /** The application's context path as it was deployed. */
    String contextPath() {
        return contextPath;
    }

    /** Tells an operation the route of its request; that of the default servlet says nothing about the path. */
    void route(String servletPath, String pathInfo, Operation operation) {
        String route = route(servletPath, pathInfo);
        if (route == defaultRoute) {
            operation.fallbackRoute(route);
        } else {
            operation.route(route);
        }
    }

    /**
     * The route of a request.
     *
     * @param servletPath as the request tells, not null
     * @param pathInfo as the request tells; null with exact, extension and default mappings
     */
    String route(String servletPath, String pathInfo) {
        if (pathInfo == null || servletPath.isEmpty() && "/".equals(pathInfo)) {
            String route = exact.get(servletPath);
            if (route != null) {
                return route;
            }
        }
        String route = prefixes.get(servletPath);
        if (route != null) {
            return route;
        }
        String extension = extensions.isEmpty() ? null : extensionOf(servletPath);
        return extension != null && extensions.contains(extension) ? contextPath + "/*" + extension : defaultRoute;
    }

    private static String extensionOf(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(dot) : null;
    }
}

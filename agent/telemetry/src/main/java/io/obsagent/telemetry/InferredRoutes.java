package io.obsagent.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The routes that were inferred from paths. An application that answers every path would otherwise let any client fill
 * the label for good, so there are {@link #MAX} of them and then no more. Thread safe.
 */
final class InferredRoutes {

    /** A quarter of the values that the label may have by default: most are left to the routes that are known. */
    static final int MAX = 50;

    private final Map<String, Boolean> templates = new ConcurrentHashMap<String, Boolean>();

    /**
     * The template of a path.
     *
     * @param path not decoded, begins with a slash
     * @return null when it would be one too many
     */
    String of(String path) {
        String template = RouteInference.template(path);
        return templates.containsKey(template) || add(template) ? template : null;
    }

    private synchronized boolean add(String template) {
        if (templates.size() >= MAX) {
            return templates.containsKey(template);
        }
        templates.put(template, Boolean.TRUE);
        return true;
    }
}

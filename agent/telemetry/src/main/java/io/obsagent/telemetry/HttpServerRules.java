package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;
import io.obsagent.config.UserSource;

/** What the configuration says about requests that are served. Thread safe. */
final class HttpServerRules {

    /** The routes that were inferred so far: their number is bounded for the JVM's life, however often the rules change. */
    final InferredRoutes routeBudget;

    /** Null where routes are not inferred. */
    final InferredRoutes inferredRoutes;

    final PathPatterns untraced;
    final PathPatterns unmeasured;
    final ClientAddress clients;
    final CapturedHeaders requestHeaders;
    final CapturedHeaders responseHeaders;

    /** Null where responses do not tell the trace. */
    final TraceHeader traceHeader;

    /** Null where users are not recorded. */
    final UserSource user;

    HttpServerRules(AgentConfig.Http config, InferredRoutes routeBudget) {
        this.routeBudget = routeBudget;
        inferredRoutes = config.inferRoute ? routeBudget : null;
        untraced = new PathPatterns(config.untracedPaths);
        unmeasured = new PathPatterns(config.unmeasuredPaths);
        clients = new ClientAddress(config.trustedProxies);
        requestHeaders = new CapturedHeaders("http.request.header.", config.capturedRequestHeaders);
        responseHeaders = new CapturedHeaders("http.response.header.", config.capturedResponseHeaders);
        traceHeader = config.traceResponseHeader == null ? null : new TraceHeader(config.traceResponseHeader);
        user = config.user;
    }
}

package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;

/** What the configuration says about remote procedure calls. Thread safe. */
final class RpcRules {

    /** Matched with full method names: {@code package.Service/Method}. */
    final PathPatterns untraced;

    final CapturedHeaders requestMetadata;
    final CapturedHeaders responseMetadata;

    RpcRules(AgentConfig.Rpc config) {
        untraced = new PathPatterns(config.untracedMethods);
        requestMetadata = new CapturedHeaders("rpc.request.metadata.", config.capturedRequestMetadata);
        responseMetadata = new CapturedHeaders("rpc.response.metadata.", config.capturedResponseMetadata);
    }
}

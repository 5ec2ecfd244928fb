package io.obsagent.instrumentation.logging;

import java.util.logging.Handler;
import java.util.logging.Logger;

/** Handlers that hand the records of java.util.logging on to another library, which sees them once more. */
public final class JulBridges {

    private JulBridges() {}

    /** Whether the records of a logger go to another library. */
    public static boolean isHandedOn(Logger logger) {
        for (Logger at = logger; at != null; at = at.getUseParentHandlers() ? at.getParent() : null) {
            for (Handler handler : at.getHandlers()) {
                if (isBridge(handler.getClass())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isBridge(Class<?> handler) {
        String name = handler.getName();
        return name.equals("org.slf4j.bridge.SLF4JBridgeHandler")
                || name.equals("org.apache.logging.log4j.jul.Log4jBridgeHandler");
    }
}

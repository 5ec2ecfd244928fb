package io.obsagent.instrumentation.logging;

import java.util.logging.Level;

/**
 * What the levels of java.util.logging mean; JBoss LogManager has names of its own beside them, for numbers in the same
 * range.
 */
public final class JulLevels {

    private static final String[] NAMES = {"trace", "debug", "info", "warn", "error", "fatal"};

    private JulLevels() {}

    /** The severity number of OpenTelemetry's log data model: 1 trace, 5 debug, 9 info, 13 warn, 17 error, 21 fatal. */
    public static int severity(Level level) {
        int value = level.intValue();
        if (value > Level.INFO.intValue()) {
            return value > Level.SEVERE.intValue() ? 21 : value > Level.WARNING.intValue() ? 17 : 13;
        }
        if (value > Level.FINER.intValue()) {
            return value > Level.CONFIG.intValue() ? 9 : 5;
        }
        return 1;
    }

    /** One name for each severity. */
    static String name(Level level) {
        return NAMES[(severity(level) - 1) / 4];
    }
}

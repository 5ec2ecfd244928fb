package io.obsagent.dist.logging;

import io.obsagent.api.AgentLog;
import java.util.function.Supplier;

/** Passes what the agent's libraries log to {@link AgentLog#debug}. Has the methods that they call. Thread safe. */
public class Logger {

    private final String name;

    private Logger(String name) {
        this.name = name;
    }

    public static Logger getLogger(String name) {
        return new Logger(name);
    }

    public String getName() {
        return name;
    }

    public boolean isLoggable(Level level) {
        return AgentLog.isDebug();
    }

    public void log(Level level, String message) {
        tell(level, message, null);
    }

    public void log(Level level, Supplier<String> message) {
        if (isLoggable(level)) {
            tell(level, message.get(), null);
        }
    }

    public void log(Level level, String message, Throwable thrown) {
        tell(level, message, thrown);
    }

    public void log(Level level, Throwable thrown, Supplier<String> message) {
        if (isLoggable(level)) {
            tell(level, message.get(), thrown);
        }
    }

    public void log(Level level, String message, Object parameter) {
        tell(level, message + ' ' + parameter, null);
    }

    public void log(Level level, String message, Object[] parameters) {
        if (isLoggable(level)) {
            tell(level, message + ' ' + java.util.Arrays.toString(parameters), null);
        }
    }

    public void log(LogRecord message) {
        tell(message.getLevel(), message.getMessage(), message.getThrown());
    }

    public void logp(Level level, String sourceClass, String sourceMethod, String message) {
        tell(level, message, null);
    }

    public void logp(Level level, String sourceClass, String sourceMethod, String message, Throwable thrown) {
        tell(level, message, thrown);
    }

    public void severe(String message) {
        tell(Level.SEVERE, message, null);
    }

    public void warning(String message) {
        tell(Level.WARNING, message, null);
    }

    public void info(String message) {
        tell(Level.INFO, message, null);
    }

    public void fine(String message) {
        tell(Level.FINE, message, null);
    }

    public void finer(String message) {
        tell(Level.FINER, message, null);
    }

    private void tell(Level level, String message, Throwable thrown) {
        if (AgentLog.isDebug()) {
            AgentLog.debug(name + ' ' + level + ' ' + message, thrown);
        }
    }
}

package io.obsagent.dist.logging;

/** A message, as in {@code java.util.logging.LogRecord}. */
public class LogRecord {

    private final Level level;
    private final String message;
    private Throwable thrown;

    public LogRecord(Level level, String message) {
        this.level = level;
        this.message = message;
    }

    public Level getLevel() {
        return level;
    }

    public String getMessage() {
        return message;
    }

    public Throwable getThrown() {
        return thrown;
    }

    public void setThrown(Throwable thrown) {
        this.thrown = thrown;
    }

    /** Not told. */
    public void setLoggerName(String name) {}

    /** Not told. */
    public void setSourceClassName(String name) {}

    /** Not told. */
    public void setSourceMethodName(String name) {}

    /** Not told. */
    public void setParameters(Object[] parameters) {}
}

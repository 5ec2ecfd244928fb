package io.obsagent.api;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * The agent's own log: few lines, to the process's standard error, each beginning with {@code [obs-agent]}.
 *
 * <p>Writes to the file descriptor and not to {@link System#err}, which applications replace by loggers that would lead
 * back into woven code.
 */
public final class AgentLog {

    private static final String PREFIX = "[obs-agent] ";
    private static final Charset CHARSET = Charset.forName("UTF-8");
    private static final OutputStream ERR = AccessController.doPrivileged(new PrivilegedAction<OutputStream>() {
        @Override
        public OutputStream run() {
            return new FileOutputStream(FileDescriptor.err);
        }
    });

    private static volatile Level level = Level.INFO;

    private AgentLog() {}

    /** Which lines are written: those of the level and of the levels before it. */
    public enum Level {
        OFF,
        WARN,
        INFO,
        DEBUG
    }

    /**
     * Says what a person wants to know once, such as the address of /metrics.
     *
     * @param id of the message, which docs/troubleshooting.md explains: from 1 to 999, and used for no other message
     */
    public static void info(int id, String message) {
        if (level.compareTo(Level.INFO) >= 0) {
            write(message + tag(id));
        }
    }

    /**
     * Says what a person has to mend, and how.
     *
     * @param id of the message, which docs/troubleshooting.md explains: from 1 to 999, and used for no other message
     */
    public static void warn(int id, String message) {
        if (level.compareTo(Level.WARN) >= 0) {
            write("WARN " + message + tag(id));
        }
    }

    /** Says what helps to find a fault of the agent; silent unless switched on. */
    public static void debug(String message, Throwable cause) {
        if (isDebug()) {
            StringBuilder text = new StringBuilder("DEBUG ").append(message);
            for (Throwable t = cause; t != null; t = t.getCause()) {
                text.append(": ").append(t);
                for (StackTraceElement frame : t.getStackTrace()) {
                    text.append("\n[obs-agent]     at ").append(frame);
                }
            }
            write(text.toString());
        }
    }

    /** Whether {@link #debug} lines are written. */
    public static boolean isDebug() {
        return level == Level.DEBUG;
    }

    /** Sets the level; not null. It is INFO before. */
    public static void setLevel(Level newLevel) {
        level = newLevel;
    }

    /** Behind the message: people read that first. */
    private static String tag(int id) {
        return " [OBS-" + (id < 10 ? "00" : id < 100 ? "0" : "") + id + ']';
    }

    private static void write(String message) {
        try {
            ERR.write((PREFIX + message + System.lineSeparator()).getBytes(CHARSET));
        } catch (IOException closed) {
            // nobody reads standard error: there is nobody to tell
        }
    }
}

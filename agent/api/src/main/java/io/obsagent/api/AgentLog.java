package io.obsagent.api;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * The agent's own log: few lines, to the process's standard error, each beginning with {@code [obs-agent]}.
 *
 * <p>Writes to the file descriptor and not to {@link System#err}, which applications replace by loggers that would lead
 * back into woven code.
 */
public final class AgentLog {

    private static final String PREFIX = "[obs-agent] ";
    private static final Charset CHARSET = Charset.forName("UTF-8");
    private static final OutputStream ERR = new FileOutputStream(FileDescriptor.err);

    private static volatile boolean debug;

    private AgentLog() {}

    /** Says what a person wants to know once, such as the address of /metrics. */
    public static void info(String message) {
        write(message);
    }

    /** Says what a person has to mend, and how. */
    public static void warn(String message) {
        write("WARN " + message);
    }

    /** Says what helps to find a fault of the agent; silent unless switched on. */
    public static void debug(String message, Throwable cause) {
        if (debug) {
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
        return debug;
    }

    /** Switches {@link #debug} lines on or off. */
    public static void setDebug(boolean on) {
        debug = on;
    }

    private static void write(String message) {
        try {
            ERR.write((PREFIX + message + System.lineSeparator()).getBytes(CHARSET));
        } catch (IOException closed) {
            // nobody reads standard error: there is nobody to tell
        }
    }
}

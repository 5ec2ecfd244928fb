package io.obsagent.boot;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.security.CodeSource;

/**
 * Entry points of obs-agent.jar: {@code -javaagent}, attachment to a running JVM, and {@code java -jar}.
 *
 * <p>Nothing thrown here may reach the JVM, which would end the application: an agent that cannot start says so in one
 * line and steps aside.
 */
public final class Agent {

    /** The class in the agent's own loader that wires everything; see agent/dist. */
    private static final String START = "io.obsagent.dist.AgentStart";

    private static final String COMMANDS = "io.obsagent.dist.Commands";

    /** What the command line, in another JVM, gives to this one. */
    private static final String REMOTE_COMMAND = "io.obsagent.dist.RemoteCommand";

    /** How arguments begin that are such a command and no path. */
    private static final String REMOTE_PREFIX = "--obs-agent-command ";

    /** Of the agent at work; null when none is. */
    private static ClassLoader atWork;

    /** With which the agent was started last; null for none. */
    private static volatile String configPath;

    private Agent() {}

    /** Called by the JVM before the application's main. */
    public static void premain(String args, Instrumentation instrumentation) {
        start(args, instrumentation, false);
    }

    /** Called by the JVM when the agent is attached later, or told something by the command line. */
    public static void agentmain(String args, Instrumentation instrumentation) {
        if (args != null && args.startsWith(REMOTE_PREFIX)) {
            obey(args.substring(REMOTE_PREFIX.length()), instrumentation);
        } else {
            start(args, instrumentation, true);
        }
    }

    /** The command line: {@code java -jar obs-agent.jar attach PID}. */
    public static void main(String[] args) throws Exception {
        Class<?> commands = Class.forName(COMMANDS, true, newLoader());
        commands.getMethod("main", String[].class).invoke(null, (Object) args);
    }

    /** The paths of YAML files with which the agent was started last in this JVM; null for none. */
    public static String configPath() {
        return configPath;
    }

    /** Notes with which paths of YAML files the agent is started. */
    public static void setConfigPath(String paths) {
        configPath = paths;
    }

    private static synchronized void start(String args, Instrumentation instrumentation, boolean wanted) {
        try {
            if (atWork != null || !wanted && DevelopmentTool.isRunning()) {
                return;
            }
            long begin = System.nanoTime();
            atWork = newLoader();
            configPath = args;
            Class.forName(START, true, atWork)
                    .getMethod("start", String.class, Instrumentation.class, long.class)
                    .invoke(null, args, instrumentation, begin);
        } catch (Throwable failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            System.err.println(
                    "[obs-agent] WARN not started, the application runs without it: " + cause + " [OBS-020]");
        }
    }

    private static synchronized void obey(String command, Instrumentation instrumentation) {
        try {
            ClassLoader loader = atWork == null ? newLoader() : atWork;
            Object works = Class.forName(REMOTE_COMMAND, true, loader)
                    .getMethod("obey", String.class, Instrumentation.class)
                    .invoke(null, command, instrumentation);
            atWork = Boolean.TRUE.equals(works) ? loader : null;
        } catch (Throwable failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            System.err.println("[obs-agent] WARN a command failed, the application runs on: " + cause + " [OBS-022]");
        }
    }

    private static AgentClassLoader newLoader() throws Exception {
        CodeSource source = Agent.class.getProtectionDomain().getCodeSource();
        return new AgentClassLoader(new File(source.getLocation().toURI()), platformLoader());
    }

    /**
     * The platform loader, or the extension loader on Java 8: the last ancestor of the system class loader, which the
     * application may have replaced by one of its own.
     */
    private static ClassLoader platformLoader() {
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        while (loader.getParent() != null) {
            loader = loader.getParent();
        }
        return loader;
    }
}

package io.obsagent.dist;

import io.obsagent.config.ConfigLoader;
import java.io.File;
import java.io.PrintStream;
import net.bytebuddy.agent.ByteBuddyAgent;

/** The command line of obs-agent.jar. Called by name from {@code io.obsagent.boot.Agent}. */
public final class Commands {

    private static final String USAGE = "obs-agent: metrics, traces and log correlation for any JVM service\n"
            + "\n"
            + "  java -javaagent:obs-agent.jar[=obs-agent.yaml] -jar service.jar   start a service under the agent\n"
            + "  JAVA_TOOL_OPTIONS=-javaagent:/path/obs-agent.jar                  the same, in a container\n"
            + "  java -jar obs-agent.jar attach PID [obs-agent.yaml]               add the agent to a running JVM\n"
            + "  java -jar obs-agent.jar --version\n"
            + "  java -jar obs-agent.jar --help\n";

    private Commands() {}

    /** Runs a command and ends the JVM with 0 when it succeeded, 1 when it failed, 2 when it is no command. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        String command = args.length == 0 ? "--help" : args[0];
        if ("--help".equals(command)) {
            out.print(USAGE);
            return 0;
        }
        if ("--version".equals(command)) {
            out.println("obs-agent " + Version.current());
            return 0;
        }
        if ("attach".equals(command) && (args.length == 2 || args.length == 3)) {
            return attach(args[1], args.length == 3 ? args[2] : null, out, err);
        }
        err.print(USAGE);
        return 2;
    }

    private static int attach(String pid, String configPath, PrintStream out, PrintStream err) {
        StringBuilder configs = new StringBuilder();
        for (String path : ConfigLoader.split(configPath)) {
            File config = new File(path).getAbsoluteFile();
            if (!config.canRead()) {
                err.println("cannot read " + config
                        + ": give the path of a YAML file, or several with commas between them");
                return 1;
            }
            configs.append(configs.length() == 0 ? "" : ",").append(config.getPath());
        }
        try {
            File jar = new File(Commands.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            ByteBuddyAgent.attach(jar, pid, configs.length() == 0 ? null : configs.toString());
            out.println("attached to " + pid);
            return 0;
        } catch (Exception failure) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (isSuccessOfJava8(cause)) {
                out.println("attached to " + pid);
                return 0;
            }
            err.println("cannot attach to " + pid + " (same user? a JDK, not a JRE? on 21 and later"
                    + " -XX:+EnableDynamicAgentLoading): " + cause);
            return 1;
        }
    }

    /** Java 8 answers 0 where later JDKs, which this one is, expect "return code: 0". */
    private static boolean isSuccessOfJava8(Throwable failure) {
        return "com.sun.tools.attach.AgentLoadException"
                        .equals(failure.getClass().getName())
                && "0".equals(failure.getMessage());
    }
}

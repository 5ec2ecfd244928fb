package io.obsagent.verify.agent;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ForkedApp.Stream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a command of {@code java -jar obs-agent.jar} has answered, in a JVM of its own.
 *
 * @param code with which it ended
 */
public record AgentCommand(int code, List<String> out, List<String> err) {

    /** Runs a command to its end. */
    public static AgentCommand run(String... args) {
        return run(Map.of(), args);
    }

    /** Runs a command with these variables in its environment to its end. */
    public static AgentCommand run(Map<String, String> environment, String... args) {
        return run(Path.of(System.getProperty("obsagent.jar")), environment, args);
    }

    /** Runs a command of another jar to its end. */
    public static AgentCommand runJar(Path jar, String... args) {
        return run(jar, Map.of(), args);
    }

    private static AgentCommand run(Path jar, Map<String, String> environment, String... args) {
        ForkedApp.Builder builder = ForkedApp.builder().jar(jar).args(args);
        environment.forEach(builder::env);
        try (ForkedApp command = builder.start()) {
            int code = command.awaitExit(Duration.ofSeconds(60));
            return new AgentCommand(code, command.lines(Stream.STDOUT), command.lines(Stream.STDERR));
        }
    }

    /** All lines of its standard output. */
    public String text() {
        return String.join("\n", out);
    }
}

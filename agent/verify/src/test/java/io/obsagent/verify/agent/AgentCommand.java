package io.obsagent.verify.agent;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ForkedApp.Stream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a command of {@code java -jar obs-agent.jar} has answered, in a JVM of its own.
 *
 * @param code with which it ended
 */
public record AgentCommand(int code, List<String> out, List<String> err) {

    /** Runs a command to its end. */
    public static AgentCommand run(String... args) {
        Path jar = Path.of(System.getProperty("obsagent.jar"));
        try (ForkedApp command = ForkedApp.builder().jar(jar).args(args).start()) {
            int code = command.awaitExit(Duration.ofSeconds(60));
            return new AgentCommand(code, command.lines(Stream.STDOUT), command.lines(Stream.STDERR));
        }
    }

    /** All lines of its standard output. */
    public String text() {
        return String.join("\n", out);
    }
}

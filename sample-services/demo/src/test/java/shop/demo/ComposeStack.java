package shop.demo;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Image;
import io.obsagent.testkit.OtlpSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.utility.LogUtils;

/**
 * compose.yml in a real container engine, with the images of docker/stand-ins, under a name, tag and ports of its own.
 * The agents send their spans to a sink in this JVM.
 */
final class ComposeStack implements AutoCloseable {

    private static final List<String> STAND_INS = List.of(
            Engine.JAVA_21,
            "obs-agent-postgres:sid",
            "obs-agent-pgbouncer:sid",
            "obs-agent-kafka:sid",
            "obs-agent-prometheus:sid",
            "obs-agent-alertmanager:sid",
            "obs-agent-postgres-exporter:sid",
            "obs-agent-node-exporter:sid",
            "obs-agent-blackbox-exporter:sid");
    private static final List<String> BUILT = List.of("cart", "loms", "notification", "product");

    private final String name = "obs-agent-test-" + ProcessHandle.current().pid();
    private final List<String> compose;
    private final Map<String, String> environment = new HashMap<>();
    private final Ports ports = new Ports();
    private final Engine engine;
    private final OtlpSink sink;

    private ComposeStack(Engine engine, List<String> compose) {
        this.engine = engine;
        this.compose = compose;
        sink = OtlpSink.start(engine.hostInterface);
        environment.put("OTLP_ENDPOINT", engine.endpoint(sink));
        environment.put("TAG", name);
        environment.put("JARS", "prebuilt");
    }

    /** Makes it ready to start; the test that wants it ends as skipped, and says so, where something is missing for it. */
    static ComposeStack create() throws Exception {
        String program = Tool.require(Engine.PROJECT, "docker-compose").toString();
        Engine engine = Engine.require(STAND_INS, BUILT);
        List<String> compose =
                new ArrayList<>(List.of(program, "--file", "compose.yml", "--profile", "core", "--profile", "alerts"));
        compose.addAll(List.of("--env-file", ".env", "--env-file", "docker/stand-ins/images.env"));
        return new ComposeStack(engine, compose);
    }

    OtlpSink sink() {
        return sink;
    }

    Engine engine() {
        return engine;
    }

    /** Has a service that is not started yet see a file in the place of the one that compose.yml puts there. */
    void mount(String service, Path file, String path) throws IOException {
        Path override = file.resolveSibling(service + "-compose.yml");
        Files.writeString(override, "services: { " + service + ": { volumes: [\"" + file + ":" + path + ":ro\"] } }\n");
        compose.addAll(List.of("--file", override.toString()));
    }

    /** Publishes a port of compose.yml on any free one; returns its address. */
    String publish(String variable) throws IOException {
        int port = ports.any();
        environment.put(variable, String.valueOf(port));
        return "http://127.0.0.1:" + port;
    }

    /** Builds and starts services and what they depend on, and waits until all are healthy. */
    void up(List<String> services) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("--progress", "quiet", "up", "--detach", "--build", "--wait", "--wait-timeout", "240"));
        arguments.addAll(services);
        try {
            run(arguments);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    e.getMessage() + "\n" + run(List.of("ps", "--all")) + run(List.of("logs", "--tail", "40")), e);
        }
    }

    /** Stops a service as its own end would be, and leaves its container. */
    void stop(String service) throws Exception {
        run(List.of("stop", service));
    }

    /** Runs a service that ends by itself once more. */
    void runAgain(String service) throws Exception {
        run(List.of("up", "--no-deps", service));
    }

    /** What a service wrote. */
    Stream<String> log(String service) {
        return LogUtils.getOutput(DockerClientFactory.lazyClient(), name + "-" + service + "-1", OutputType.STDOUT)
                .lines();
    }

    /** Runs a shell command within a service's container; returns what it prints. */
    String shell(String service, String command) throws Exception {
        return run(List.of("exec", "--no-TTY", service, "sh", "-c", command));
    }

    /** Removes the containers, their data, and the images that were built for them. */
    @Override
    public void close() throws Exception {
        try (sink) {
            run(List.of("down", "--volumes", "--timeout", "5"));
            DockerClient client = DockerClientFactory.lazyClient();
            for (Image image : client.listImagesCmd()
                    .withFilter("reference", List.of("*:" + name))
                    .exec()) {
                client.removeImageCmd(image.getId()).exec();
            }
        }
    }

    private String run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(compose);
        command.addAll(List.of("--project-name", name));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Engine.PROJECT.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + " failed:\n" + output);
        }
        return output;
    }
}

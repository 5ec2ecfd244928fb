package shop.demo;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obsagent.testkit.OtlpSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * compose.yml in a real container engine, with the images of docker/stand-ins, under a name, tag and ports of its own.
 * The agents send their spans to a sink in this JVM.
 */
final class ComposeStack implements AutoCloseable {

    static final String JAVA_21 = "obs-agent-java:21";
    static final String JAVA_8 = "obs-agent-java:8";

    private static final List<String> STAND_INS = List.of(
            JAVA_21,
            JAVA_8,
            "obs-agent-postgres:sid",
            "obs-agent-pgbouncer:sid",
            "obs-agent-kafka:sid",
            "obs-agent-prometheus:sid",
            "obs-agent-alertmanager:sid",
            "obs-agent-postgres-exporter:sid",
            "obs-agent-node-exporter:sid",
            "obs-agent-blackbox-exporter:sid");
    private static final List<String> BUILT = List.of("cart", "loms", "notification", "product");

    private final Path project;
    private final String name = "obs-agent-test-" + ProcessHandle.current().pid();
    private final List<String> compose;
    private final Map<String, String> environment = new HashMap<>();
    private final Ports ports = new Ports();
    private final InetAddress hostInterface;
    private final String host;
    private final OtlpSink sink;

    private ComposeStack(Path project, List<String> compose, InetAddress hostInterface, String host) {
        this.project = project;
        this.compose = compose;
        this.hostInterface = hostInterface;
        this.host = host;
        sink = OtlpSink.start(hostInterface);
        environment.put("OTLP_ENDPOINT", sink.httpEndpoint().replace(hostInterface.getHostAddress(), host));
        environment.put("TAG", name);
        environment.put("JARS", "prebuilt");
    }

    /** Makes it ready to start; the test that wants it ends as skipped, and says so, where something is missing for it. */
    static ComposeStack create(Path project) throws Exception {
        String program = Tool.require(project, "docker-compose").toString();
        requireEngine(project);
        for (String image : STAND_INS) {
            Result inspection = execute(project, Map.of(), List.of("docker", "image", "inspect", image));
            assumeTrue(inspection.exitCode() == 0, "there is no image " + image + "; .ci/images builds it");
        }
        for (String service : BUILT) {
            Path jar = project.resolve("sample-services/" + service + "/target/" + service + ".jar");
            assumeTrue(Files.exists(jar), jar + " is not built");
        }
        // where containers find this machine: an address of its own, or one of the engine's virtual machine
        Result host = execute(
                project,
                Map.of(),
                List.of("docker", "run", "--rm", "--add-host=here:host-gateway", JAVA_21, "getent", "hosts", "here"));
        if (host.exitCode() != 0) {
            throw new IllegalStateException(host.output());
        }
        String address = host.output().strip().split("\\s")[0];
        InetAddress gateway = InetAddress.getByName(address);
        boolean here = NetworkInterface.getByInetAddress(gateway) != null;
        List<String> compose =
                new ArrayList<>(List.of(program, "--file", "compose.yml", "--profile", "core", "--profile", "alerts"));
        compose.addAll(List.of("--env-file", ".env", "--env-file", "docker/stand-ins/images.env"));
        return new ComposeStack(project, compose, here ? gateway : InetAddress.getLoopbackAddress(), address);
    }

    private static void requireEngine(Path project) throws InterruptedException {
        try {
            Result info = execute(project, Map.of(), List.of("docker", "info", "--format", "{{.ServerVersion}}"));
            if (info.exitCode() != 0) {
                abort("no container engine answers: " + info.output().strip());
            }
        } catch (IOException e) {
            abort("no container engine: docker is not on the PATH");
        }
    }

    OtlpSink sink() {
        return sink;
    }

    /** Where servers of this JVM listen that containers are to reach. */
    InetAddress hostInterface() {
        return hostInterface;
    }

    /** The address of such servers, as containers know it. */
    String host() {
        return host;
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
    void up(String jreImage, List<String> services) throws Exception {
        environment.put("JRE_IMAGE", jreImage);
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

    /** Starts services anew on another Java; the others stay. */
    void replace(String jreImage, List<String> services) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--no-deps"));
        arguments.addAll(services);
        up(jreImage, arguments);
    }

    /** Stops a service as its own end would be, and leaves its container. */
    void stop(String service) throws Exception {
        run(List.of("stop", service));
    }

    /** Runs a service that ends by itself once more. */
    void runAgain(String service) throws Exception {
        run(List.of("up", "--no-deps", service));
    }

    /** What a service wrote, as Docker keeps it; compose's own logs have sequences for terminals in between. */
    Stream<String> log(String service) throws Exception {
        return execute(project, Map.of(), List.of("docker", "logs", name + "-" + service + "-1"))
                .output()
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
            List<String> command = new ArrayList<>(List.of("docker", "image", "rm", "obs-agent:" + name));
            command.add("obs-sample-kafka:" + name);
            BUILT.forEach(service -> command.add("obs-sample-" + service + ":" + name));
            execute(project, environment, command);
        }
    }

    private String run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(compose);
        command.addAll(List.of("--project-name", name));
        command.addAll(arguments);
        Result result = execute(project, environment, command);
        if (result.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + " failed:\n" + result.output());
        }
        return result.output();
    }

    private record Result(int exitCode, String output) {}

    private static Result execute(Path directory, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}

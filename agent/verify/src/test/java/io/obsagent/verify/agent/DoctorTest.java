package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.FreePort;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent tells of itself, by command and at /doctor. */
class DoctorTest {

    private static final String SECRET = "s3cr3t";

    @TempDir
    private Path directory;

    @Test
    void tellsWhatItFoundWhatItDoesAndWhyNot() throws Exception {
        Library h2 = Libraries.newest("h2");
        Library hikari = Libraries.newest("hikaricp");
        Library logback = Libraries.newest("logback");
        Files.writeString(directory.resolve("token"), SECRET);
        Path yaml = Files.writeString(
                directory.resolve("obs.yaml"),
                "instrumentation:\n  logging:\n    enabled: false\n"
                        + "resource-attributes: {team: '${file:" + directory.resolve("token") + "}'}\n"
                        + "server: {prot: 1}\n"
                        + "methods:\n  start: {class: io.obsagent.verify.apps.plain.Patient, methods: main}\n"
                        + "  typo: {class: io.obsagent.verify.apps.plain.Patient, methods: mian}\n"
                        + "  unmarked: {class: io.obsagent.verify.apps.plain.*, method-annotation: a.B}\n"
                        + "  later: {class: shop.Till, methods: pay}\n"
                        + "  heirs: {class: shop.Till, subtypes: true, methods: pay}\n"
                        + "  core: {class: java.lang.String, methods: trim}\n");
        ForkedApp.Builder patient = patient(h2, hikari, logback)
                .classPath(jar("jedis-5.1.0.jar", "redis.clients.jedis.Jedis").toString())
                .classPath(jar("kafka-clients-0.9.0.jar", "org.apache.kafka.clients.producer.KafkaProducer")
                        .toString())
                .args(
                        "org.h2.Driver",
                        "com.zaxxer.hikari.HikariConfig",
                        "ch.qos.logback.classic.Level",
                        "redis.clients.jedis.Jedis",
                        "org.apache.kafka.clients.producer.KafkaProducer")
                .env("OBS_CONFIG", yaml.toString())
                .env("OBS_EXPORTER_HEADERS", "authorization=" + SECRET)
                .env("OBS_METRICS_BUCKETS", "http_server_request_duration_seconds=0.1;1");
        LoadedClasses loaded = LoadedClasses.of(patient, directory);
        try (AppRun run = AppRun.withAgent(patient)) {
            run.awaitAgent();
            run.scrape();
            assertThat(loaded.lines())
                    .as("loaded before somebody asks")
                    .anyMatch(line -> line.contains("io.obsagent.dist.RunningAgent"))
                    .noneMatch(line -> line.contains("io.obsagent.dist.doctor."));

            AgentCommand told = AgentCommand.run("doctor", Long.toString(run.pid()));
            assertThat(told.code()).as(told.toString()).isEqualTo(3);
            assertThat(told.err()).isEmpty();
            assertLine(told, "    ", "H2", h2.version(), "woven", "\\d+ class(es)?");
            assertLine(
                    told,
                    "    ",
                    "HikariCP",
                    hikari.version(),
                    "not woven",
                    "none of the classes that are hooked is loaded yet");
            assertLine(
                    told,
                    "    ",
                    "Logback",
                    logback.version(),
                    "off",
                    "instrumentation\\.logging\\.enabled is false \\(.*obs\\.yaml line 3\\)");
            assertLine(
                    told,
                    "  ! ",
                    "Jedis \\(Redis\\)",
                    "5\\.1\\.0",
                    "not covered",
                    "there is no instrumentation for it");
            assertLine(
                    told,
                    "  ! ",
                    "Kafka clients",
                    "0\\.9\\.0",
                    "not woven",
                    "org\\.apache\\.kafka\\.clients\\.producer\\.KafkaProducer has none of the methods that are hooked;"
                            + " versions tested: .*");
            assertLine(told, "  ! ", "configuration", "mistake", ".*unknown key server\\.prot.*");
            assertLine(told, "    ", "jdbc", "on", "\\d+ class(es)? woven");
            assertLine(told, "    ", "okhttp", "on", "no class woven");
            assertMethodRules(told);
            assertLine(told, "    ", "classes of the agent", "[1-9]\\d*");
            assertLine(told, "    ", "CPU of obs-agent-export", "\\d+\\.\\d ms");
            assertLine(told, "    ", "/metrics", run.agentUrl() + "/metrics");
            assertLine(told, "    ", "instrumentation\\.logging\\.enabled", "false", ".*obs\\.yaml line 3");
            assertLine(told, "    ", "resource-attributes", "team: \\$\\{file:.*\\}", ".*obs\\.yaml line 4");
            assertLine(told, "    ", "exporter\\.headers", "\\(hidden\\)", "OBS_EXPORTER_HEADERS");
            assertLine(told, "    ", "sampling\\.ratio", "1\\.0", "default");
            assertLine(
                    told,
                    "    ",
                    "metrics\\.buckets",
                    "http_server_request_duration_seconds=0\\.1;1",
                    "OBS_METRICS_BUCKETS");
            assertThat(told.text()).doesNotContain(SECRET);

            assertTheSameEverywhere(run, told);
        }
    }

    private static void assertMethodRules(AgentCommand told) {
        String patient = "io\\.obsagent\\.verify\\.apps\\.plain\\.Patient";
        assertLine(told, "    ", "start", "1 method");
        assertLine(told, "  ! ", "typo", "nothing", patient + " declares no such method with code");
        assertLine(
                told,
                "  ! ",
                "unmarked",
                "nothing",
                patient + " declares no such method with code, or has not the annotation");
        assertLine(told, "  ! ", "later", "nothing", "no class is loaded that is called shop\\.Till");
        assertLine(told, "  ! ", "heirs", "nothing", "no class is loaded that is or extends shop\\.Till");
        assertLine(told, "  ! ", "core", "nothing", "java\\.lang\\.String is left alone: .*");
    }

    private void assertTheSameEverywhere(AppRun run, AgentCommand told) throws Exception {
        AgentCommand byUrl = AgentCommand.run("doctor", run.agentUrl() + "/metrics");
        assertThat(byUrl.code()).isEqualTo(3);
        assertThat(withoutFigures(byUrl.out())).isEqualTo(withoutFigures(told.out()));

        AgentCommand asJson = AgentCommand.run("doctor", Long.toString(run.pid()), "--json");
        assertThat(asJson.code()).isEqualTo(3);
        JsonNode json = new ObjectMapper().readTree(asJson.text());
        assertThat(json.get("findings").asBoolean()).isTrue();
        assertThat(json.get("libraries").findValuesAsText("library")).contains("H2", "HikariCP", "Jedis (Redis)");
        assertThat(json.get("configuration").findValuesAsText("key")).contains("server.port", "sampling.ratio");

        String page = get(run, "127.0.0.1", "text/html");
        assertThat(page).startsWith("HTTP/1.1 200 OK").contains("text/html", "<h2>libraries</h2>", "<td>HikariCP</td>");
        assertThat(get(run, "localhost:9464", "application/json")).contains("application/json", "\"libraries\"");
        assertThat(get(run, "[::1]:9464", "*/*")).contains("text/plain", "\nlibraries\n");
        assertThat(page + asJson.text()).doesNotContain(SECRET);
        for (String elsewhere :
                List.of("attacker.example", "127.0.0.1.attacker.example", "127.0.0.1@attacker.example", "")) {
            assertThat(get(run, elsewhere, "text/html"))
                    .startsWith("HTTP/1.1 403 ")
                    .doesNotContain("HikariCP");
        }
    }

    @Test
    void tellsHooksThatFailedWithTheFirstStack() {
        ForkedApp.Builder faulty = AppRun.app("faults", "io.obsagent.verify.apps.faults.FaultyRequests")
                .args("EXCEPTION");
        try (AppRun run = AppRun.withAgent(faulty)) {
            run.awaitAgent();
            AgentCommand told = AgentCommand.run("doctor", run.agentUrl());

            assertThat(told.code()).isEqualTo(3);
            assertLine(
                    told,
                    "  ! ",
                    "io\\.obsagent\\.instrumentation\\.servlet\\.ServletHook",
                    "10",
                    "is off for 1 class loader");
            assertThat(told.text()).containsPattern("\n        at io\\.obsagent\\.verify\\.apps\\.faults\\.");
        }
    }

    @Test
    void tellsHowTheCollectorIs() throws Exception {
        try (AppRun run = AppRun.withAgent(server())) {
            run.awaitAgent();
            AgentCommand before = AgentCommand.run("doctor", run.agentUrl());
            assertThat(before.code()).as(before.text()).isZero();
            assertLine(
                    before,
                    "    ",
                    "collector",
                    "http://127\\.0\\.0\\.1:\\d+/v1/traces \\(http/protobuf\\)",
                    "nothing was sent yet");

            request(run, 1);
            run.take(Kind.SERVER, "GET /empty");
            AgentCommand told = AgentCommand.run("doctor", run.agentUrl());
            assertThat(told.code()).as(told.text()).isZero();
            assertLine(
                    told,
                    "    ",
                    "collector",
                    "http://127\\.0\\.0\\.1:\\d+/v1/traces \\(http/protobuf\\)",
                    "takes spans");
            assertLine(told, "    ", "spans", "1 recorded, 1 sent");
            assertLine(
                    told, "    ", "hooks of http-server", "about \\d+\\.\\d ms in [1-9]\\d* calls?, \\d+ KB since .*");
            PrometheusScrape scrape = run.scrape();
            assertThat(scrape.sum("obs_agent_hook_calls_total", "instrumentation", "http-server"))
                    .isPositive();
            assertThat(scrape.sum("obs_agent_hook_seconds_total", "instrumentation", "http-server"))
                    .isPositive();
        }
        String nobody = "http://127.0.0.1:" + FreePort.next();
        try (AppRun run =
                AppRun.withAgent(server().env("OBS_EXPORTER_ENDPOINT", nobody).env("OBS_EXPORTER_QUEUE_SIZE", "8"))) {
            run.awaitAgent();
            request(run, 40);
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (run.scrape().sum("obs_agent_spans_dropped_total") == 0 && System.nanoTime() < deadline) {
                request(run, 1);
            }
            AgentCommand told = AgentCommand.run("doctor", run.agentUrl());
            assertThat(told.code()).isEqualTo(3);
            assertLine(told, "  ! ", "collector", nobody + "/v1/traces \\(http/protobuf\\)", "takes no spans: .+");
            assertLine(told, "  ! ", "spans", "\\d+ dropped", "queue_full");
        }
    }

    @Test
    void tellsWhichOtherAgentsAreThere() throws Exception {
        Path other = jar("other.jar", "io.opentelemetry.javaagent.OtherAgent");
        try (AppRun run = AppRun.withAgent(patient()
                .jvmOptions("-javaagent:" + other + "=license=" + SECRET)
                .args())) {
            run.awaitAgent();
            AgentCommand told = AgentCommand.run("doctor", run.agentUrl());

            assertThat(told.code()).isEqualTo(3);
            assertLine(told, "  ! ", "OpenTelemetry", "traces too: .*");
            assertLine(told, "    ", "-javaagent:" + other, "on the command line");
            assertThat(told.text()).doesNotContain(SECRET);
        }
    }

    private static ForkedApp.Builder server() {
        return AppRun.app("http-server", "io.obsagent.verify.apps.httpserver.HttpServerMain");
    }

    private static void request(AppRun run, int times) throws Exception {
        String port = run.output().stream()
                .filter(line -> line.startsWith("port "))
                .findFirst()
                .orElseThrow()
                .substring("port ".length());
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/empty"))
                .build();
        for (int i = 0; i < times; i++) {
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        }
    }

    @Test
    void isNotServedToTheNetworkNorWhereItIsSwitchedOff() throws Exception {
        try (AppRun run = AppRun.withAgent(patient().env("OBS_SERVER_HOST", "0.0.0.0"))) {
            run.awaitAgent();
            // the connection comes over the loopback interface, the port is open to others all the same
            assertThat(get(run, "127.0.0.1", "text/html")).startsWith("HTTP/1.1 403 ");
            AgentCommand told = AgentCommand.run("doctor", run.agentUrl());
            assertThat(told.code()).isEqualTo(1);
            assertThat(told.err())
                    .singleElement()
                    .asString()
                    .contains("answers 403: /doctor is served to this machine alone");
        }
        try (AppRun run = AppRun.withAgent(patient().env("OBS_SERVER_DOCTOR", "false"))) {
            run.awaitAgent();
            assertThat(get(run, "127.0.0.1", "text/html")).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void tellsValuesInForceAndMistakesOfTodayAfterAChange() throws Exception {
        Path yaml = Files.writeString(directory.resolve("obs.yaml"), "server: {prot: 1}\n");
        try (AppRun run = AppRun.withAgent(patient().env("OBS_CONFIG", yaml.toString()))) {
            run.awaitAgent();
            String pid = Long.toString(run.pid());
            assertLine(AgentCommand.run("doctor", pid), "  ! ", "configuration", "mistake", ".*server\\.prot.*");

            Files.writeString(yaml, "sampling: {ratio: 0.5}\nlimits: {events: 77}\n");
            AgentCommand changed = awaitDoctor(pid, text -> text.contains("at the next start 77"));
            assertThat(changed.text()).doesNotContain("server.prot");
            assertLine(changed, "    ", "sampling\\.ratio", "0\\.5", ".*obs\\.yaml line 1");
            assertLine(
                    changed,
                    "    ",
                    "limits\\.events",
                    "\\d+",
                    "default",
                    "at the next start 77 \\(.*obs\\.yaml line 2\\)");

            Files.writeString(yaml, "sampling: {ratio: 2}\n");
            AgentCommand refused = awaitDoctor(pid, text -> text.contains("sampling.ratio cannot be"));
            assertLine(refused, "  ! ", "configuration", "mistake", ".*sampling\\.ratio cannot be \"2\".*");
            assertLine(refused, "    ", "sampling\\.ratio", "0\\.5", ".*");
        }
    }

    private static AgentCommand awaitDoctor(String pid, Predicate<String> expected) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        AgentCommand told = AgentCommand.run("doctor", pid);
        while (!expected.test(told.text()) && System.nanoTime() < deadline) {
            Thread.sleep(500);
            told = AgentCommand.run("doctor", pid);
        }
        assertThat(told.text()).matches(expected);
        return told;
    }

    @Test
    void saysThatThereIsNoAgent() {
        try (ForkedApp app = patient().start()) {
            app.awaitLine("done"::equals, Duration.ofSeconds(60));
            AgentCommand told = AgentCommand.run("doctor", Long.toString(app.pid()));
            assertThat(told.code()).isEqualTo(1);
            assertThat(told.err()).containsExactly("process " + app.pid() + ": no obs-agent is at work there");
        }
        AgentCommand unreachable = AgentCommand.run("doctor", "http://127.0.0.1:" + FreePort.next());
        assertThat(unreachable.code()).isEqualTo(1);
        assertThat(unreachable.err()).singleElement().asString().startsWith("cannot read http://127.0.0.1:");
    }

    private static ForkedApp.Builder patient(Library... libraries) {
        return AppRun.app("plain", "io.obsagent.verify.apps.plain.Patient", libraries)
                .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading");
    }

    /** Columns are aligned by blanks, two at least. */
    private static void assertLine(AgentCommand told, String begin, String... cells) {
        assertThat(told.out()).as(told.text()).anyMatch(line -> line.matches(begin + String.join(" {2,}", cells)));
    }

    /** CPU times and counts go on. */
    private static List<String> withoutFigures(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("[0-9.]+", "#").replaceAll(" {2,}", "  "))
                .filter(line -> !line.contains("CPU of") && !line.contains("hooks of"))
                .toList();
    }

    private static String get(AppRun run, String host, String accept) throws IOException {
        int port = Integer.parseInt(run.agentUrl().substring(run.agentUrl().lastIndexOf(':') + 1));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET /doctor HTTP/1.1\r\nHost: " + host + "\r\nAccept: " + accept + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A jar with one class, for Java 8, which is an agent that does nothing. */
    private Path jar(String file, String className) throws IOException {
        int dot = className.lastIndexOf('.');
        Path sources = Files.createDirectories(directory.resolve("sources"));
        Path source = Files.writeString(
                sources.resolve(className.substring(dot + 1) + ".java"),
                "package " + className.substring(0, dot) + "; public class " + className.substring(dot + 1)
                        + " { public static void premain(String arguments) {} }");
        List<String> options =
                new ArrayList<>(List.of("--release", "8", "-Xlint:-options", "-d", directory.toString()));
        options.add(source.toString());
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(new String[0])))
                .isZero();
        String entry = className.replace('.', '/') + ".class";
        Path jar = directory.resolve(file);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", className);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(Files.readAllBytes(directory.resolve(entry)));
            out.closeEntry();
        }
        return jar;
    }
}

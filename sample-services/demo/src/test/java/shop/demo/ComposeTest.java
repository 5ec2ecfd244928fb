package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** compose.yml as Docker Compose itself understands it. */
class ComposeTest {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    /** What does its work and ends. */
    private static final Set<String> ENDING = Set.of("agent", "load", "graylog-input");
    /** What keeps nothing, but writes its settings into its container when it starts. */
    private static final Set<String> KEEPING_NOTHING =
            Set.of("pgbouncer-cart", "pgbouncer-loms", "pgbouncer-notification");

    @ParameterizedTest
    @ValueSource(strings = {"core", "logs", "alerts", "graylog", "kafka", "load", "full"})
    void everyProfileIsValid(String profile) throws Exception {
        assertThat(services(profile)).isNotEmpty();
    }

    @Test
    void everyServiceIsBounded() throws Exception {
        for (Map.Entry<String, JsonNode> entry : services("full").properties()) {
            String name = entry.getKey();
            JsonNode service = entry.getValue();
            assertThat(service.path("image").asText()).as(name).matches("[^:]+:v?\\d.*");
            assertThat(service.path("mem_limit").asLong()).as(name).isPositive();
            assertThat(service.path("restart").asText(""))
                    .as(name)
                    .matches(ENDING.contains(name) ? "no|on-failure:\\d+" : "unless-stopped");
            assertThat(service.at("/logging/options").has("max-size"))
                    .as(name + " bounds its log")
                    .isTrue();
            assertThat(service.has("healthcheck"))
                    .as(name + " has a health check")
                    .isNotEqualTo(ENDING.contains(name));
            for (JsonNode port : service.path("ports")) {
                assertThat(port.path("host_ip").asText()).as(name).isEqualTo("127.0.0.1");
            }
        }
    }

    /** A container that is made anew has all that its predecessor kept: either it can write to its volumes alone, or has one. */
    @Test
    void whatIsKeptIsInNamedVolumes() throws Exception {
        JsonNode config = config("full");
        Set<String> used = new HashSet<>();
        for (Map.Entry<String, JsonNode> entry : config.path("services").properties()) {
            String name = entry.getKey();
            boolean keeps = false;
            for (JsonNode volume : entry.getValue().path("volumes")) {
                boolean named = volume.path("type").asText().equals("volume");
                assertThat(named || volume.path("read_only").asBoolean())
                        .as(name)
                        .isTrue();
                if (named) {
                    used.add(volume.path("source").asText());
                    keeps |= !volume.path("read_only").asBoolean();
                }
            }
            assertThat(keeps || entry.getValue().path("read_only").asBoolean() || KEEPING_NOTHING.contains(name))
                    .as(name)
                    .isTrue();
        }
        List<String> declared = new ArrayList<>();
        config.path("volumes").fieldNames().forEachRemaining(declared::add);
        assertThat(used).containsExactlyInAnyOrderElementsOf(declared);
    }

    /** A port or password that stands in compose.yml cannot be changed in .env. */
    @Test
    void portsAndSecretsAreInOneFile() throws Exception {
        List<String> lines = Files.readAllLines(PROJECT.resolve("compose.yml"));
        assertThat(lines)
                .filteredOn(line -> line.strip().startsWith("ports:"))
                .isNotEmpty()
                .allMatch(line -> line.strip().matches("ports: \\[\"\\$\\{BIND}:\\$\\{PORT_[A-Z]+}:\\d+\"]"));
        assertThat(lines)
                .filteredOn(line -> line.strip().matches("[A-Z_]*(PASSWORD|SECRET|SHA2)[A-Z_0-9]*: .*"))
                .isNotEmpty()
                .allMatch(line -> line.contains("${"));
    }

    /** A name that is none would be missed by nobody: Prometheus passes over what Docker's DNS does not know. */
    @Test
    void whatIsScrapedAndShownIsThere() throws Exception {
        List<String> hosts = new ArrayList<>();
        yaml("prometheus/prometheus.yml")
                .findValues("names")
                .forEach(names -> names.forEach(name -> hosts.add(name.asText())));
        for (String file : List.of("services", "alertmanager")) {
            yaml("prometheus/targets/" + file + ".yml")
                    .findValues("targets")
                    .forEach(targets ->
                            targets.forEach(target -> hosts.add(target.asText().split(":")[0])));
        }
        JsonNode sources =
                yaml("docker/grafana/provisioning/datasources/datasources.yml").path("datasources");
        sources.forEach(
                source -> hosts.add(URI.create(source.path("url").asText()).getHost()));

        assertThat(hosts)
                .contains("kafka-1", "cart-1", "alertmanager", "jaeger")
                .isSubsetOf(names(services("full")));
        assertThat(sources.findValuesAsText("datasourceUid"))
                .contains("jaeger", "loki")
                .isSubsetOf(sources.findValuesAsText("uid"));
    }

    @Test
    void coreStartsWhereNoProfileIsNamed() throws Exception {
        assertThat(names(config().path("services"))).isEqualTo(names(services("core")));
    }

    /** What {@code make run-kafka} starts, whatever .env says. */
    @Test
    void brokersStartAlone() throws Exception {
        assertThat(names(services("kafka"))).containsExactlyInAnyOrder("kafka-1", "kafka-2", "kafka-3");
    }

    /** The images that .env names are those that the Dockerfile takes by itself, and Kafka's is the one of all tests. */
    @Test
    void imagesAreTheSameEverywhere() throws Exception {
        List<String> settings = Files.readAllLines(PROJECT.resolve(".env"));
        assertThat(Files.readAllLines(PROJECT.resolve("docker/Dockerfile")))
                .filteredOn(line -> line.matches("ARG \\w+_IMAGE=.*"))
                .hasSize(4)
                .allMatch(line -> settings.contains(line.substring("ARG ".length())));
        String version = Files.readAllLines(PROJECT.resolve("pom.xml")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("<kafka.version>"))
                .map(line -> line.replaceAll("<[^>]*>", ""))
                .findFirst()
                .orElseThrow();
        assertThat(settings).contains("KAFKA_IMAGE=apache/kafka:" + version);
    }

    @Test
    void sampleServicesRunWithoutRights() throws Exception {
        JsonNode services = services("core");
        for (String name : List.of("product", "cart-1", "cart-2", "loms", "notification")) {
            JsonNode service = services.path(name);
            assertThat(service.path("read_only").asBoolean()).as(name).isTrue();
            assertThat(service.path("cap_drop").path(0).asText()).as(name).isEqualTo("ALL");
            assertThat(service.at("/environment/JAVA_TOOL_OPTIONS").asText()).startsWith("-javaagent:/agent/");
        }
    }

    private static Set<String> names(JsonNode services) {
        Set<String> names = new HashSet<>();
        services.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode yaml(String file) throws IOException {
        return new YAMLMapper().readTree(PROJECT.resolve(file).toFile());
    }

    private static JsonNode services(String profile) throws Exception {
        return config(profile).path("services");
    }

    private static JsonNode config(String... profiles) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(Tool.require(PROJECT, "docker-compose").toString()));
        for (String profile : profiles) {
            command.addAll(List.of("--profile", profile));
        }
        command.addAll(List.of("config", "--format", "json"));
        Process process = new ProcessBuilder(command)
                .directory(PROJECT.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return new ObjectMapper().readTree(output);
    }
}

package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
            assertThat(service.path("restart").asText()).as(name).isNotBlank();
            assertThat(service.has("healthcheck"))
                    .as(name + " has a health check")
                    .isNotEqualTo(ENDING.contains(name));
            for (JsonNode port : service.path("ports")) {
                assertThat(port.path("host_ip").asText()).as(name).isEqualTo("127.0.0.1");
            }
        }
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

    private static JsonNode services(String profile) throws Exception {
        String program = Tool.require(PROJECT, "docker-compose").toString();
        Process process = new ProcessBuilder(program, "--profile", profile, "config", "--format", "json")
                .directory(PROJECT.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return new ObjectMapper().readTree(output).path("services");
    }
}

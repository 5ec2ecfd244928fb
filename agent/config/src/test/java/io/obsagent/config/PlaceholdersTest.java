package io.obsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that stand elsewhere: in variables, in files of secrets, in several files. */
class PlaceholdersTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${NAME}             | cart",
                "${NAME:-other}      | cart",
                "${ABSENT:-other}    | other",
                "${EMPTY:-other}     | other",
                "${ABSENT:-a:-b}     | a:-b",
                "a-${NAME}-${NAME}   | a-cart-cart",
                "$${NAME}            | ${NAME}",
                "a$b}                | a$b}",
                "${DOLLAR}           | ${NAME}",
            })
    void variables(String written, String value) throws IOException {
        AgentConfig config = Loading.yaml(directory, "service: {name: '" + written + "'}")
                .env("NAME", "cart")
                .env("EMPTY", "")
                .env("DOLLAR", "${NAME}")
                .config();
        assertThat(config.service.name).isEqualTo(value);
    }

    @Test
    void everyTypeOfValue() throws IOException {
        AgentConfig config = Loading.yaml(directory, """
                        server: {port: "${PORT}"}
                        sampling: {ratio: "${RATIO:-0.25}"}
                        http:
                          untraced-paths: ["${PATH_A}", /b]
                          captured-request-headers: ${HEADERS}
                        resource-attributes: {zone: "${ZONE}"}
                        metrics: {max-values-per-label: "${CAPS}"}
                        """)
                .env("PORT", "9500")
                .env("PATH_A", "/a")
                .env("HEADERS", "x-a, x-b")
                .env("ZONE", "eu")
                .env("CAPS", "http_route=7")
                .config();
        assertThat(config.server.port).isEqualTo(9500);
        assertThat(config.sampling.ratio).isEqualTo(0.25);
        assertThat(config.http.untracedPaths).containsExactly("/a", "/b");
        assertThat(config.http.capturedRequestHeaders).containsExactly("x-a", "x-b");
        assertThat(config.resourceAttributes).containsExactly(entry("zone", "eu"));
        assertThat(config.metrics.maxLabelValues("http_route")).isEqualTo(7);
    }

    @Test
    void secretsComeFromFiles() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "s3cret\n");
        AgentConfig config = Loading.yaml(
                        directory,
                        "exporter: {headers: {authorization: 'Bearer ${file:" + token + "}', x: '${file:" + directory
                                + "/absent:-none}'}}")
                .config();
        assertThat(config.exporter.headers).containsOnly(entry("authorization", "Bearer s3cret"), entry("x", "none"));
    }

    @Test
    void whatHasNoValueIsTold() throws IOException {
        String yaml = """
                service: {name: "${ABSENT}", version: 1}
                sampling:
                  ratio: ${file:/absent/file}
                exporter: {endpoint: "http://${HOST"}
                """;
        ConfigLoader.Loaded loaded = Loading.yaml(directory, yaml).load();
        String file = directory.resolve("obs.yaml").toString();
        assertThat(loaded.problems)
                .containsExactly(
                        file
                                + " line 1: service.name has ${ABSENT}, but there is no such environment variable; set it, "
                                + "or write ${ABSENT:-default}",
                        file + " line 3: sampling.ratio has ${file:/absent/file}, but there is no such file, or it may "
                                + "not be read; provide it, or write ${file:/absent/file:-default}",
                        file + " line 4: exporter.endpoint has ${ without }; write $${ where no placeholder is meant");
        assertThat(loaded.config.service.version).isEqualTo("1");
        assertThat(loaded.config.sampling.ratio).isEqualTo(1);
    }

    @Test
    void noMessageShowsWhatAPlaceholderStandsFor() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "s3cret=s3cret");
        List<String> lines = Loading.yaml(directory, """
                        server: {port: "${SECRET}", host: ["${SECRET}"]}
                        sampling: {ratio: "${file:FILE}"}
                        http: {trusted-proxies: ["${SECRET}"], user: "${SECRET}"}
                        propagators: "${SECRET}"
                        metrics: {buckets: "${file:FILE}", max-values-per-label: {a: "${SECRET}"}}
                        exporter: {endpoint: "${SECRET}"}
                        """.replace("FILE", secret.toString()))
                .env("SECRET", "s3cret")
                .load()
                .problems;
        assertThat(lines).hasSize(9).noneMatch(line -> line.contains("s3cret"));
        assertThat(lines.get(0)).endsWith("server.port cannot be \"${SECRET}\"; write a whole number from 0 to 65535");
    }

    @Test
    void anEndpointOfAPlaceholderIsNamedWithoutItsPath() throws IOException {
        AgentConfig config = Loading.yaml(directory, "exporter: {endpoint: 'http://u:p@c:1/${TOKEN}?k=${TOKEN}'}")
                .env("TOKEN", "s3cret")
                .config();
        assertThat(config.exporter.tracesEndpoint).isEqualTo("http://u:p@c:1/s3cret?k=s3cret");
        assertThat(config.exporter.endpointName).isEqualTo("http://c:1");
    }

    @Test
    void laterFilesOverrideEarlierOnes() throws IOException {
        Path first = Files.writeString(directory.resolve("first.yaml"), """
                service: {name: first, version: 1}
                resource-attributes: {team: first, zone: first}
                propagators: [b3, xray]
                """);
        Path second = Files.writeString(directory.resolve("second.yaml"), """
                service: {name: second}
                resource-attributes: {zone: second}
                propagators: [jaeger]
                server: {prot: 1}
                """);
        ConfigLoader.Loaded loaded =
                Loading.nothing().env("OBS_CONFIG", first + " ," + second + ",").load();
        assertThat(loaded.problems)
                .containsExactly(second + " line 4: unknown key server.prot; did you mean server.port?");
        assertThat(loaded.config.service.name).isEqualTo("second");
        assertThat(loaded.config.service.version).isEqualTo("1");
        assertThat(loaded.config.resourceAttributes).containsOnly(entry("team", "first"), entry("zone", "second"));
        assertThat(loaded.config.propagators).containsExactly(Propagator.JAEGER);
    }
}

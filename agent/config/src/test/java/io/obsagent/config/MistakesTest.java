package io.obsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with mistakes: one line each, and the application starts with the defaults. */
class MistakesTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server.prot         | server.port",
                "server.Port         | server.port",
                "port                | server.port",
                "exporter.queueSize  | exporter.queue-size",
                "exporter.queue_size | exporter.queue-size",
                "exporter.url-end    | ",
                "service.id          | ",
                "instrumentation.servelt.enabled | instrumentation.servlet.enabled",
                "sampler.ratio       | sampling.ratio",
                "x                   | ",
            })
    void unknownKey(String key, String meant) throws IOException {
        String advice = meant == null ? "docs/configuration.md lists all keys" : "did you mean " + meant + "?";
        assertThat(problems(key + ": 1")).containsExactly("obs.yaml line 1: unknown key " + key + "; " + advice);
    }

    @Test
    void unknownKeyInASection() throws IOException {
        assertThat(problems("service:\n  name: a\n\n  naem: b\n"))
                .containsExactly("obs.yaml line 4: unknown key service.naem; did you mean service.name?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "enabled: yes             | enabled cannot be \"yes\"; write true or false",
                "server.port: 94x         | server.port cannot be \"94x\"; write a whole number from 0 to 65535",
                "server.port: 70000       | server.port cannot be \"70000\"; write a whole number from 0 to 65535",
                "server.port: -1          | server.port cannot be \"-1\"; write a whole number from 0 to 65535",
                "server.port: [1, 2]      | server.port cannot be [\"1\", \"2\"]; write a whole number from 0 to 65535",
                "server.port: {a: 1}      | server.port cannot have keys of its own; write a whole number from 0 to 65535",
                "sampling.ratio: 1.5      | sampling.ratio cannot be \"1.5\"; write a number from 0.0 to 1.0",
                "sampling.ratio: .nan     | sampling.ratio cannot be \".nan\"; write a number from 0.0 to 1.0",
                "exporter.timeout: soon   | exporter.timeout cannot be \"soon\"; write a duration from 1ms to 1h such as 500ms, 10s or 2m",
                "exporter.timeout: 2h     | exporter.timeout cannot be \"2h\"; write a duration from 1ms to 1h such as 500ms, 10s or 2m",
                "exporter.protocol: http/json | exporter.protocol cannot be \"http/json\"; write http/protobuf, grpc or none",
                "exporter.endpoint: collector:4317 | exporter.endpoint is not valid; write a URL such as http://localhost:4318",
                "exporter.spool.max-size: 64M | exporter.spool.max-size cannot be \"64M\"; write a size from 1MB to 1024GB such as 64MB or 2GB",
                "exporter.spool.max-size: 1KB | exporter.spool.max-size cannot be \"1KB\"; write a size from 1MB to 1024GB such as 64MB or 2GB",
                "exporter.spool.max-age: 30d  | exporter.spool.max-age cannot be \"30d\"; write a duration from 1s to 720h such as 500ms, 10s or 2m",
                "propagators: [b3, ottrace] | propagators cannot be [\"b3\", \"ottrace\"]; write a list of tracecontext, baggage, b3, b3multi, jaeger, xray",
                "metrics.buckets: {a: [1, 1]} | metrics.buckets.a cannot be [\"1\", \"1\"]; write ascending numbers such as [0.01, 0.1, 1]",
                "metrics.buckets: {a: [1, ~]} | metrics.buckets.a cannot be [\"1\", \"\"]; write ascending numbers such as [0.01, 0.1, 1]",
                "metrics.buckets: {a: []}     | metrics.buckets.a cannot be []; write ascending numbers such as [0.01, 0.1, 1]",
                "metrics.max-values-per-label: {a: 0} | metrics.max-values-per-label.a cannot be \"0\"; write a whole number from 1 to 1000000",
                "metrics.max-values-per-label: 7 | metrics.max-values-per-label cannot be \"7\"; write label names with whole numbers",
                "http.captured-request-headers: [x-tenant, Authorization] | http.captured-request-headers cannot be [\"x-tenant\", \"Authorization\"]; write a list of header names other than authorization, proxy-authorization, cookie and set-cookie",
                "http.captured-response-headers: Set-Cookie | http.captured-response-headers cannot be \"Set-Cookie\"; write a list of header names other than authorization, proxy-authorization, cookie and set-cookie",
                "http.user: 'header: Cookie' | http.user cannot be \"header: Cookie\"; write principal, header:NAME (a header name other than authorization, proxy-authorization, cookie and set-cookie) or session:NAME",
                "server: 9464             | server is a section; write its keys below it, indented",
                "server: [port]           | server is a section; write its keys below it, indented",
                "resource-attributes: {service.name: a} | resource-attributes cannot hold service.name; write service.name",
            })
    void wrongValue(String yaml, String problem) throws IOException {
        ConfigLoader.Loaded loaded = Loading.yaml(directory, "\n" + yaml).load();
        assertThat(relative(loaded.problems)).containsExactly("obs.yaml line 2: " + problem);
        assertThat(loaded.config)
                .usingRecursiveComparison()
                .ignoringFields("settings", "service")
                .isEqualTo(AgentConfig.defaults());
    }

    @Test
    void staysOneLineWhateverItCites() throws IOException {
        assertThat(problems("\"a\\nb\": 1\nserver: {port: \"1\\r\\u001b[2J\"}"))
                .containsExactly(
                        "obs.yaml line 1: unknown key a b; docs/configuration.md lists all keys",
                        "obs.yaml line 2: server.port cannot be \"1  [2J\"; write a whole number from 0 to 65535");
    }

    @Test
    void aWrongEntryOfAMapSparesTheOthers() throws IOException {
        ConfigLoader.Loaded loaded = Loading.yaml(
                        directory, "resource-attributes:\n  team: shop\n  zones: [a, b]\n  tier: 1\n")
                .load();
        assertThat(relative(loaded.problems))
                .containsExactly("obs.yaml line 3: resource-attributes.zones cannot be [\"a\", \"b\"]; write a text");
        assertThat(loaded.config.resourceAttributes).containsExactly(entry("team", "shop"), entry("tier", "1"));
    }

    @Test
    void duplicateKey() throws IOException {
        ConfigLoader.Loaded loaded = Loading.yaml(directory, "server:\n  port: 1\n  host: a\n  port: 2\n")
                .load();
        assertThat(relative(loaded.problems))
                .containsExactly("obs.yaml line 4: port stands there a second time (first in line 2); write it once. "
                        + "The second counts");
        assertThat(loaded.config.server.port).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "server:\\n\\tport: 1                  | 2",
                "server: {port: 1                      | 1",
                "service:\\n  name: a: b               | 2",
                "service:\\n  name: \"a\\nserver: 1    | 3",
                "service:\\n   name: a\\n  version: 1   | 3",
                "service:\\n  name: @a                 | 2",
            })
    void malformed(String yaml, int line) throws IOException {
        ConfigLoader.Loaded loaded = Loading.yaml(
                        directory, yaml.replace("\\n", "\n").replace("\\t", "\t"))
                .load();
        assertThat(relative(loaded.problems))
                .singleElement()
                .asString()
                .matches("obs.yaml line " + line + ": not valid YAML.*");
        assertThat(loaded.config.server.port).isEqualTo(9464);
    }

    @Test
    void notAMapping() throws IOException {
        assertThat(problems("just text"))
                .containsExactly(
                        "obs.yaml line 1: not a mapping; write keys with values, such as service: {name: shop}");
        assertThat(problems("- a\n- b"))
                .containsExactly(
                        "obs.yaml line 1: not a mapping; write keys with values, such as service: {name: shop}");
    }

    @Test
    void aliasesAndFurtherDocuments() throws IOException {
        assertThat(problems("service:\n  name: &n a\n  version: *n\n"))
                .containsExactly("obs.yaml line 3: aliases (*name) are not supported; write the value itself");
        assertThat(problems("service:\n  name: a\n---\nserver:\n  port: 1\n"))
                .containsExactly("obs.yaml line 4: only the first document of a file is read; remove the others");
    }

    @Test
    void unreadableFiles() throws IOException {
        Path absent = directory.resolve("absent.yaml");
        String advice = "; name a YAML file, or none, as the agent's argument or in OBS_CONFIG";
        assertThat(Loading.nothing().file(absent).load().problems)
                .containsExactly(absent + ": there is no such file" + advice);
        assertThat(Loading.nothing().file(directory).load().problems)
                .containsExactly(directory + ": is a directory" + advice);
        Path large = Files.write(directory.resolve("large.yaml"), new byte[(1 << 20) + 1]);
        assertThat(Loading.nothing().file(large).load().problems)
                .containsExactly(large + ": is larger than 1 MiB" + advice);
    }

    @Test
    void binaryFiles() throws IOException {
        byte[] bytes = new byte[10_000];
        new Random(1).nextBytes(bytes);
        Path binary = Files.write(directory.resolve("agent.jar"), bytes);
        ConfigLoader.Loaded loaded = Loading.nothing().file(binary).load();
        assertThat(loaded.problems).hasSize(1);
        assertThat(loaded.config.server.port).isEqualTo(9464);
    }

    @Test
    void noTextWhateverStopsTheStart() throws IOException {
        String reference = Reference.uncommented();
        String signs = "\n\t :#-[]{},&*!|>'\"%@`~?0x\u0000\u00e4";
        Random random = new Random(20261120);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder(reference);
            for (int change = random.nextInt(20); change >= 0; change--) {
                int at = random.nextInt(text.length() - 20);
                text.replace(at, at + random.nextInt(20), signs.charAt(random.nextInt(signs.length())) + "");
            }
            assertThat(problems(text.toString())).as("%s", text).isNotNull();
        }
    }

    @Test
    void deepNesting() throws IOException {
        assertThat(problems("a: " + "[".repeat(5000) + "]".repeat(5000))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exporter: {headers: [s3cret]}",
                "exporter: {headers: s3cret}",
                "exporter: {headers: {authorization: [s3cret]}}",
                "exporter: {headers: {s3cret: {}}}",
                "exporter: {authorization: s3cret}",
                "exporter: {headers: {authorization: 's3cret}}",
                "exporter:\n  headers:\n    authorization: Basic: s3cret",
                "exporter: {endpoint: 'http://user:s3cret@'}",
                "exporter: {endpoint: 'user:s3cret@host'}",
            })
    void secretsStayOutOfMessages(String yaml) throws IOException {
        assertThat(problems(yaml)).hasSize(1).noneMatch(problem -> problem.contains("s3cret"));
    }

    private List<String> problems(String yaml) throws IOException {
        return relative(Loading.yaml(directory, yaml).load().problems);
    }

    private List<String> relative(List<String> problems) {
        assertThat(problems).allMatch(problem -> problem.indexOf('\n') < 0);
        return problems.stream()
                .map(problem -> problem.replace(directory + "/", ""))
                .toList();
    }
}

package io.obsagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What documents the keys says what the table of keys says; {@code make reference} writes it anew. */
class ReferenceTest {
    private static final Path ROOT = Path.of("../..");
    private static final String BEGIN =
            "<!-- generated from io.obsagent.config.Keys by \"make reference\": change it there -->\n";
    private static final String END = "<!-- end of the generated part -->\n";

    @TempDir
    Path directory;

    @Test
    void referenceFile() throws IOException {
        same(ROOT.resolve("agent-config/obs-agent.yaml"), Reference.yaml());
    }

    @Test
    void referenceSchema() throws IOException {
        same(ROOT.resolve("agent-config/obs-agent.schema.json"), JsonSchema.text());
    }

    @Test
    void referenceTables() throws IOException {
        Path file = ROOT.resolve("docs/configuration.md");
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        String generated =
                text.substring(0, begin) + "\n" + Reference.markdown() + "\n" + text.substring(text.indexOf(END));
        same(file, generated);
    }

    @Test
    void theReferenceFileSetsNothing() {
        assertThat(Loading.nothing()
                        .file(ROOT.resolve("agent-config/obs-agent.yaml"))
                        .config())
                .usingRecursiveComparison()
                .ignoringFields("settings")
                .isEqualTo(AgentConfig.defaults());
    }

    @Test
    void theReferenceFileUncommentedSetsTheDefaults() throws IOException {
        String uncommented = Reference.uncommented();
        assertThat(Loading.yaml(directory, uncommented).config())
                .usingRecursiveComparison()
                .ignoringFields("settings")
                .isEqualTo(AgentConfig.defaults());
        assertThat(uncommented).contains("\n  port: 9464\n", "\n    trace-id-key: trace_id\n", "\npropagators: [");
    }

    @Test
    void theServicesFilesAreFreeOfMistakes() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("agent-config"))) {
            List<Path> yaml =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            assertThat(yaml).hasSizeGreaterThanOrEqualTo(5);
            for (Path file : yaml) {
                assertThat(Loading.nothing().file(file).load().problems)
                        .as(file.toString())
                        .isEmpty();
                assertThat(Files.readString(file))
                        .startsWith("# yaml-language-server: $schema=obs-agent.schema.json\n");
                assertThat(JsonSchema.mistakes(Files.readString(file)))
                        .as(file.toString())
                        .isEmpty();
            }
            assertThat(yaml.stream()
                            .filter(file -> !file.endsWith("obs-agent.yaml"))
                            .map(ReferenceTest::config))
                    .allMatch(config -> config.service.namespace.equals("shop"))
                    .extracting(config -> config.server.port)
                    .as("all of them run on one machine in the demo")
                    .doesNotHaveDuplicates();
        }
    }

    private static AgentConfig config(Path file) {
        return Loading.nothing().file(file).config();
    }

    private static void same(Path file, String generated) throws IOException {
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(file, generated);
        }
        assertThat(file)
                .exists()
                .content()
                .as("%s drifted from the table of keys; \"make reference\" writes it anew", file)
                .isEqualTo(generated);
    }
}

package io.obsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** default &lt; YAML &lt; OTEL_* &lt; OBS_* &lt; -Dobs.*, and where the file comes from. */
class PrecedenceTest {

    @TempDir
    Path directory;

    @Test
    void laterPlacesOverrideEarlierOnes() throws IOException {
        Loading loading = Loading.nothing().property("sun.java.command", "/opt/jar.jar");
        assertThat(loading.config().service.name).isEqualTo("jar");

        loading.file(Files.writeString(directory.resolve("obs.yaml"), "service: {name: yaml}"));
        assertThat(loading.config().service.name).isEqualTo("yaml");

        loading.env("OTEL_RESOURCE_ATTRIBUTES", "service.name=attribute");
        assertThat(loading.config().service.name).isEqualTo("attribute");

        loading.env("OTEL_SERVICE_NAME", "otel");
        assertThat(loading.config().service.name).isEqualTo("otel");

        loading.env("OBS_SERVICE_NAME", "obs");
        assertThat(loading.config().service.name).isEqualTo("obs");

        loading.property("obs.service.name", "property");
        assertThat(loading.config().service.name).isEqualTo("property");
    }

    @Test
    void aWrongValueLeavesTheEarlierOne() throws IOException {
        ConfigLoader.Loaded loaded = Loading.yaml(directory, "server: {port: 1}")
                .env("OBS_SERVER_PORT", "http")
                .load();
        assertThat(loaded.problems)
                .containsExactly(
                        "OBS_SERVER_PORT: server.port cannot be \"http\"; write a whole number from 0 to 65535");
        assertThat(loaded.config.server.port).isEqualTo(1);
    }

    @Test
    void emptyVariablesSetNothing() {
        assertThat(Loading.nothing()
                        .env("OBS_SERVER_PORT", "")
                        .env("OTEL_PROPAGATORS", " ")
                        .config()
                        .server
                        .port)
                .isEqualTo(9464);
    }

    @Test
    void mapsAreMergedByEntry() throws IOException {
        AgentConfig config = Loading.yaml(directory, "resource-attributes: {team: shop, zone: a}")
                .env("OTEL_RESOURCE_ATTRIBUTES", "zone=b%2Cc,service.namespace=n,rack=1")
                .env("OBS_RESOURCE_ATTRIBUTES", "rack=2")
                .property("obs.resource-attributes", "room=3")
                .config();
        assertThat(config.resourceAttributes)
                .containsExactly(entry("team", "shop"), entry("zone", "b,c"), entry("rack", "2"), entry("room", "3"));
        assertThat(config.service.namespace).isEqualTo("n");
    }

    @Test
    void everyKeyHasAVariableAndAProperty() {
        for (Key<?> key : Keys.all()) {
            String text = key.defaultText.isEmpty() ? "" : key.defaultText;
            assertThat(Loading.nothing()
                            .env(key.variable(), text)
                            .property("obs." + key.name, text)
                            .load()
                            .problems)
                    .as(key.name)
                    .isEmpty();
        }
        assertThat(Keys.SERVER_PORT.variable()).isEqualTo("OBS_SERVER_PORT");
        assertThat(Keys.HTTP_CLIENT_ENABLED.variable()).isEqualTo("OBS_INSTRUMENTATION_HTTP_CLIENT_ENABLED");
        assertThat(Loading.nothing()
                        .env("OBS_INSTRUMENTATION_HTTP_CLIENT_ENABLED", "false")
                        .config()
                        .instrumentationEnabled("http-client"))
                .isFalse();
    }

    @Test
    void variablesAreUnambiguous() {
        assertThat(Keys.all()).extracting(Key::variable).doesNotHaveDuplicates().doesNotContain(Environment.CONFIG);
    }

    @Test
    void unknownVariablesAndProperties() {
        ConfigLoader.Loaded loaded = Loading.nothing()
                .env("OBS_SEVER_PORT", "1")
                .env("OBS_ACCESS_KEY_ID", "of an object storage")
                .property("obs.sampling.ratoi", "1")
                .load();
        assertThat(loaded.problems)
                .containsExactly(
                        "OBS_SEVER_PORT: unknown variable; did you mean OBS_SERVER_PORT?",
                        "-Dobs.sampling.ratoi: unknown key sampling.ratoi; did you mean sampling.ratio?");
    }

    @Test
    void theFileIsNamedByArgumentPropertyOrVariable() throws IOException {
        String one = named("one");
        String two = named("two");
        String three = named("three");
        Loading loading = Loading.nothing().env("OBS_CONFIG", one);
        assertThat(loading.config().service.name).isEqualTo("one");
        loading.property("obs.config", two);
        assertThat(loading.config().service.name).isEqualTo("two");
        loading.file(Path.of(three));
        assertThat(loading.config().service.name).isEqualTo("three");
    }

    @Test
    void withSetsKeysForTests() {
        AgentConfig config = AgentConfig.with("server.port", "0", "propagators", "b3");
        assertThat(config.server.port).isZero();
        assertThat(config.propagators).containsExactly(Propagator.B3);
        assertThatThrownBy(() -> AgentConfig.with("server.prot", "0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("did you mean server.port?");
    }

    private String named(String name) throws IOException {
        return Files.writeString(directory.resolve(name + ".yaml"), "service: {name: " + name + "}")
                .toString();
    }
}

package io.obsagent.verify.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.FreePort;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.verify.AppRun;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File, OTEL_* and OBS_* variables and system properties reach the running agent, in their order. */
class ConfigurationTest {
    private static final Path JAR = Path.of(System.getProperty("obsagent.jar"));
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void laterPlacesOverrideEarlierOnes() throws Exception {
        Path yaml = Files.writeString(directory.resolve("obs.yaml"), """
                service: {name: yaml, namespace: yaml, version: 1.10}
                resource-attributes: {team: yaml, zone: yaml}
                server: {port: 1}
                exporter: {protocol: none}
                """);
        int port = FreePort.next();
        ForkedApp.Builder builder = AppRun.app("plain", "io.obsagent.verify.apps.plain.Caller")
                .args("http://127.0.0.1:1/", "1000")
                .agent(JAR, yaml)
                .env("OTEL_SERVICE_NAME", "otel")
                .env("OTEL_RESOURCE_ATTRIBUTES", "team=otel,service.namespace=otel")
                .env("OBS_SERVICE_NAMESPACE", "obs")
                .env("OBS_SERVER_PORT", "2")
                .jvmOptions("-Dobs.server.port=" + port);
        try (ForkedApp app = builder.start()) {
            PrometheusScrape scrape = awaitScrape(port);
            assertThat(label(scrape, "service_version")).isEqualTo("1.10");
            assertThat(label(scrape, "service_name")).isEqualTo("otel");
            assertThat(label(scrape, "service_namespace")).isEqualTo("obs");
            assertThat(label(scrape, "telemetry_distro_name")).isEqualTo("obs-agent");
            assertThat(label(scrape, "telemetry_distro_version")).startsWith("0.");
            assertThat(label(scrape, "zone")).isEqualTo("yaml");
            assertThat(label(scrape, "team")).isEqualTo("otel");
            assertThat(app.agentLines()).noneMatch(line -> line.contains("WARN"));
        }
    }

    private static String label(PrometheusScrape scrape, String name) {
        return String.join(" and ", scrape.labelValues("target_info", name));
    }

    private static PrometheusScrape awaitScrape(int port) throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                return PrometheusScrape.fetch("http://127.0.0.1:" + port + "/metrics");
            } catch (UncheckedIOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                Thread.sleep(50);
            }
        }
    }
}

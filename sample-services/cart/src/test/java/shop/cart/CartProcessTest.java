package shop.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.cart.HttpUser.Answer;

/** The service as a process of its own. */
class CartProcessTest {
    @TempDir
    Path temporaryFiles;

    private Process process;

    @AfterEach
    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void aMissingSettingIsOneLineAndExitCode2() throws Exception {
        start(Map.of());

        assertThat(exitCode()).isEqualTo(2);
        assertThat(text(process.getErrorStream()))
                .isEqualToIgnoringNewLines("CART_DB_URL is not set:"
                        + " set it to a JDBC URL such as jdbc:postgresql://127.0.0.1:5432/shop");
        assertThat(text(process.getInputStream())).isEmpty();
    }

    @Test
    void aDatabaseThatIsNotThereIsExitCode1() throws Exception {
        start(Map.of("CART_DB_URL", "jdbc:postgresql://127.0.0.1:" + freePort() + "/cart", "CART_DB_USER", "cart"));

        assertThat(exitCode()).isEqualTo(1);
        assertThat(text(process.getInputStream())).contains("Cart cannot start");
    }

    @Test
    void aPortInUseIsExitCode1AndLeavesNoFiles() throws Exception {
        Map<String, String> env = Postgres.emptyDatabase();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            env.put("CART_HTTP_PORT", String.valueOf(taken.getLocalPort()));
            start(env);

            assertThat(exitCode()).isEqualTo(1);
        }
        assertThat(text(process.getInputStream())).contains("Cart cannot start");
        assertThat(temporaryFiles).isEmptyDirectory();
    }

    @Test
    void isHealthyUntilTheDatabaseGoesAndStopsCleanly() throws Exception {
        int port = freePort();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Map<String, String> env = Postgres.environment(postgres, "postgres");
            env.put("CART_HTTP_PORT", String.valueOf(port));
            env.put("CART_HTTP_TIMEOUT_MS", "500");
            start(env);
            awaitHealth(port, new Answer(200, "{\"status\":\"UP\"}"));
        }
        awaitHealth(port, new Answer(503, "{\"status\":\"DOWN\"}"));

        // not process.destroy(), which closes the streams
        process.toHandle().destroy();

        assertThat(exitCode()).isEqualTo(128 + 15);
        assertThat(text(process.getInputStream()))
                .contains("\"formattedMessage\":\"Cart listens on port " + port + "\"")
                .contains("\"formattedMessage\":\"Cart stopped\"");
        assertThat(temporaryFiles).isEmptyDirectory();
    }

    private void start(Map<String, String> env) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporaryFiles,
                "-XX:-UsePerfData",
                "-cp",
                classPath(),
                Cart.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("CART_") || name.startsWith("JAVA_"));
        builder.environment().putAll(env);
        process = builder.start();
    }

    /** What the executable jar holds, and more; but not what configures logging otherwise. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes") && !entry.contains("product"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("process has ended")
                .isTrue();
        return process.exitValue();
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitHealth(int port, Answer expected) throws InterruptedException {
        HttpUser user = new HttpUser(port);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Object last = null;
        while (System.nanoTime() < end) {
            try {
                last = user.send("GET", "/health");
                if (expected.equals(last)) {
                    return;
                }
            } catch (IOException e) {
                last = e;
            }
            Thread.sleep(100);
        }
        assertThat(last).isEqualTo(expected);
    }
}

package shop.loms;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The {@code main} in a JVM of its own. */
class LomsProcessTest {
    @Test
    void namesTheSettingThatIsMissing() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Loms.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("LOMS_"));
        Process process = builder.redirectErrorStream(true).start();
        try {
            assertThat(process.inputReader().lines())
                    .containsExactly("LOMS_DB_URL is not set: set it to a JDBC URL such as"
                            + " jdbc:postgresql://127.0.0.1:5432/shop");
            assertThat(process.waitFor(20, SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }
}

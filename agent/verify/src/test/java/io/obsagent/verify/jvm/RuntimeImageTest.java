package io.obsagent.verify.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obsagent.verify.AppRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A runtime image that jlink has made for a service: the modules that the service needs, and the one that agents need.
 * Takes seconds, as jlink writes all of them.
 */
@Tag("matrix")
@EnabledIfSystemProperty(named = "obsagent.matrix", matches = "true")
class RuntimeImageTest {

    private static final String MODULES = "java.sql,java.naming,java.management,jdk.httpserver,java.instrument";

    @TempDir
    private Path directory;

    @Test
    void theServiceIsObserved() throws Exception {
        assumeTrue(System.getProperty("obsagent.java") == null, "the image is made of the Java that the tests run on");
        Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
        assumeTrue(Files.isExecutable(jlink), "this Java has no jlink");
        Path image = directory.resolve("image");
        Process linking = new ProcessBuilder(jlink.toString(), "--add-modules", MODULES, "--output", image.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(linking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(linking.waitFor()).as(output).isZero();

        try (AppRun run = AppRun.withAgent(ServiceContract.onClassPath().java(image.resolve("bin/java")))) {
            ServiceContract.verify(run);
        }
    }
}

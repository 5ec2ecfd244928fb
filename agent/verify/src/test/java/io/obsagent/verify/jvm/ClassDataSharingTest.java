package io.obsagent.verify.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ForkedApp.Stream;
import io.obsagent.verify.matrix.TestedJava;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive of the application's classes, made without the agent, is used with it as far as classes are not woven. */
class ClassDataSharingTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String SHARED = " source: shared objects file";

    @TempDir
    private Path directory;

    @Test
    void theApplicationsArchiveStaysInUse() throws Exception {
        TestedJava.assumeAtLeast(11, "an archive of application classes");
        Path jar = ServiceJar.plain(directory);
        Path archive = directory.resolve("service.jsa");
        dump(jar, archive);

        Path plainLog = directory.resolve("plain.log");
        run(service(jar).jvmOptions(use(archive, plainLog)));
        Path log = directory.resolve("observed.log");
        ForkedApp observed = run(service(jar)
                .jvmOptions(use(archive, log))
                .agent(Path.of(System.getProperty("obsagent.jar")))
                .env("OBS_SERVER_PORT", "0")
                .env("OBS_EXPORTER_PROTOCOL", "none"));

        assertThat(observed.lines(Stream.STDERR)).allMatch(line -> line.startsWith(ForkedApp.AGENT_LINE));
        List<String> expected = shared(plainLog);
        List<String> left = shared(log);
        assertThat(expected).hasSizeGreaterThan(300).contains("com.zaxxer.hikari.HikariConfig");
        assertThat(left).contains("com.zaxxer.hikari.HikariConfig").doesNotContain("org.h2.jdbc.JdbcStatement");
        System.out.println("of the application's classes " + expected.size()
                + " came from its archive, under the agent " + left.size());
        assertThat(left.size()).isGreaterThan(expected.size() * 9 / 10);
    }

    private void dump(Path jar, Path archive) {
        if (TestedJava.feature() >= 13) {
            run(service(jar).jvmOptions("-XX:ArchiveClassesAtExit=" + archive));
        } else {
            Path classes = directory.resolve("classes.list");
            run(service(jar).jvmOptions("-XX:DumpLoadedClassList=" + classes));
            try (ForkedApp dump = service(jar)
                    .jvmOptions(
                            "-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + archive)
                    .start()) {
                assertThat(dump.awaitExit(TIMEOUT)).isZero();
            }
        }
        assertThat(archive).isNotEmptyFile();
    }

    private static ForkedApp run(ForkedApp.Builder service) {
        try (ForkedApp app = service.start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.lines(Stream.STDOUT)).contains(ServiceContract.ANSWER);
            return app;
        }
    }

    private static String[] use(Path archive, Path log) {
        return new String[] {"-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:class+load:file=" + log};
    }

    /** Archives know jars, not folders. */
    private static ForkedApp.Builder service(Path jar) {
        ForkedApp.Builder service = ForkedApp.builder()
                .java(TestedJava.executable())
                .classPath(jar.toString())
                .mainClass(ServiceContract.MAIN)
                .args("once");
        ServiceJar.libraries().forEach(library -> service.classPath(library.toString()));
        return service;
    }

    /** The names of the application's classes that came from an archive. */
    private static List<String> shared(Path log) throws Exception {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(SHARED))
                .map(line -> line.substring(0, line.indexOf(SHARED)))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .filter(name -> name.startsWith("org.h2.")
                        || name.startsWith("com.zaxxer.")
                        || name.startsWith("ch.qos.")
                        || name.startsWith("io.obsagent.verify."))
                .toList();
    }
}

package io.obsagent.verify.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.verify.AppRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Packs the application {@code apps/service} as each kind of class loading wants it. */
final class ServiceJar {

    private static final Path TARGET = AppRun.target("service");
    private static final String PACKAGE = "io/obsagent/verify/apps/service";

    private ServiceJar() {}

    /** Its libraries, which are OSGi bundles too. */
    static List<Path> libraries() {
        try (Stream<Path> files = Files.list(TARGET.resolve("lib"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A jar for a class path. */
    static Path plain(Path directory) throws IOException {
        return pack(directory.resolve("service.jar"), Map.of(), null);
    }

    /** An OSGi bundle that imports what the service uses and nothing of the agent's. */
    static Path bundle(Path directory) throws IOException {
        return pack(
                directory.resolve("service-bundle.jar"),
                Map.of(
                        "Bundle-ManifestVersion", "2",
                        "Bundle-SymbolicName", "service",
                        "Bundle-Activator", "io.obsagent.verify.apps.service.ServiceActivator",
                        "Import-Package",
                                "org.osgi.framework,com.sun.net.httpserver,com.zaxxer.hikari,org.h2.jdbcx,javax.sql,"
                                        + "org.slf4j,ch.qos.logback.classic,ch.qos.logback.classic.encoder,"
                                        + "ch.qos.logback.classic.spi,ch.qos.logback.core,ch.qos.logback.core.encoder,"
                                        + "ch.qos.logback.core.pattern,ch.qos.logback.core.spi"),
                null);
    }

    /**
     * The named module {@code verified.service}.
     *
     * @param modulePath the libraries that it requires
     */
    static Path module(Path directory, List<String> modulePath) throws IOException {
        Path source = Files.writeString(
                Files.createDirectories(directory.resolve("module")).resolve("module-info.java"),
                "module verified.service { requires java.sql; requires jdk.httpserver; requires com.h2database;"
                        + " requires com.zaxxer.hikari; requires org.slf4j; requires ch.qos.logback.classic;"
                        + " requires ch.qos.logback.core; }");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "11",
                        "--module-path",
                        String.join(System.getProperty("path.separator"), modulePath),
                        "-d",
                        source.getParent().toString(),
                        source.toString());
        assertThat(result).isZero();
        return pack(directory.resolve("verified-service.jar"), Map.of(), source.resolveSibling("module-info.class"));
    }

    private static Path pack(Path jar, Map<String, String> attributes, Path moduleInfo) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        Path classes = TARGET.resolve("classes");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.list(classes.resolve(PACKAGE))) {
            for (Path file : files.sorted().toList()) {
                // a named module has no OSGi to be a bundle of
                if (moduleInfo == null || !file.endsWith("ServiceActivator.class")) {
                    add(out, PACKAGE + '/' + file.getFileName(), file);
                }
            }
            if (moduleInfo != null) {
                add(out, "module-info.class", moduleInfo);
            }
        }
        return jar;
    }

    private static void add(JarOutputStream out, String name, Path file) throws IOException {
        out.putNextEntry(new JarEntry(name));
        Files.copy(file, out);
    }
}

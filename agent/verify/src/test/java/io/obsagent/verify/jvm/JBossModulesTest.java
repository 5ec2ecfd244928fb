package io.obsagent.verify.jvm;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import io.obsagent.verify.matrix.TestedJava;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Modules of JBoss, as WildFly has them, see {@code java.*} and what they depend on. */
class JBossModulesTest {

    private static final String DESCRIPTION = """
            <module xmlns="urn:jboss:module:1.9" name="service">
              <main-class name="%s"/>
              <resources>%s</resources>
              <dependencies>
                <module name="java.sql"/><module name="java.naming"/><module name="java.management"/>
                <module name="java.xml"/><module name="java.logging"/><module name="java.desktop"/>
                <module name="java.scripting"/><module name="java.compiler"/><module name="jdk.httpserver"/>
                <module name="java.transaction.xa" optional="true"/>
              </dependencies>
            </module>
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @LibraryVersions("jboss-modules")
    void modulesAreObserved(Library loader) throws Exception {
        Path module = Files.createDirectories(directory.resolve("service/main"));
        StringBuilder resources = new StringBuilder(resource(ServiceJar.plain(module)));
        for (Path library : ServiceJar.libraries()) {
            resources.append(resource(Files.copy(library, module.resolve(library.getFileName()))));
        }
        Files.writeString(module.resolve("module.xml"), DESCRIPTION.formatted(ServiceContract.MAIN, resources));
        ForkedApp.Builder service = ForkedApp.builder()
                .java(TestedJava.executable())
                .jar(Path.of(loader.files().get(0)))
                .args("-mp", directory.toString(), "service");
        try (AppRun run = AppRun.withAgent(service)) {
            ServiceContract.verify(run);
        }
    }

    private static String resource(Path jar) {
        return "<resource-root path=\"" + jar.getFileName() + "\"/>";
    }
}

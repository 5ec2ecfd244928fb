package io.obsagent.verify.servlet;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import io.obsagent.verify.matrix.TestedJava;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Spring Boot in the ways that people run it. */
class SpringBootTest {

    private static final Path CLASSES = AppRun.target("spring-boot").resolve("classes");
    private static final String MAIN_CLASS = "io.obsagent.verify.apps.springboot.Shop";

    @TempDir
    private Path directory;

    /** The loader reads the libraries as jars within the jar; it was written anew for 3.2. */
    @ParameterizedTest
    @LibraryVersions("spring-boot")
    void executableJar(Library boot) throws IOException {
        Path jar = BootArchive.jar(boot, CLASSES, MAIN_CLASS, directory.resolve("shop.jar"));
        verify(boot, "", port -> executable(boot, jar).args("--server.port=" + port));
    }

    @ParameterizedTest
    @LibraryVersions("spring-boot")
    void executableWar(Library boot) throws IOException {
        Path war = BootArchive.war(boot, CLASSES, MAIN_CLASS, directory.resolve("shop.war"));
        String contextPath = boot.isAtLeast("2") ? "--server.servlet.context-path" : "--server.context-path";
        verify(boot, "/shop", port -> executable(boot, war).args("--server.port=" + port, contextPath + "=/shop"));
    }

    @ParameterizedTest
    @LibraryVersions("spring-boot-on-tomcat")
    void warOnTomcat(Library boot) throws IOException {
        Path war = BootArchive.war(boot, CLASSES, MAIN_CLASS, directory.resolve("shop.war"));
        verify(
                boot,
                "/shop",
                port -> new TomcatDistribution(boot.files(), directory.resolve("tomcat" + port))
                        .serving("shop", war, port));
    }

    private static ForkedApp.Builder executable(Library boot, Path archive) {
        ForkedApp.Builder application =
                ForkedApp.builder().java(TestedJava.executable()).jar(archive);
        boot.openPackagesFor(application);
        return application;
    }

    private static void verify(Library boot, String context, SpringBootContract.Start application) throws IOException {
        try (SpringBootContract contract = new SpringBootContract(context, application)) {
            contract.verify(boot.isAtLeast("2.2"));
        }
    }
}

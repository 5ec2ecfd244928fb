package io.obsagent.verify.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.verify.AppRun;
import io.obsagent.verify.agent.AgentCommand;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code check} with archives as Spring Boot's plugins make them, and the libraries that come with it. */
class BootArchiveCheckTest {

    @TempDir
    private Path directory;

    @Test
    void findsTheLibrariesOfSpringBoot() throws Exception {
        Library boot = Libraries.newest("spring-boot");
        Path classes = AppRun.target("plain").resolve("classes");
        String main = "io.obsagent.verify.apps.plain.Caller";

        AgentCommand jar = check(BootArchive.jar(boot, classes, main, directory.resolve("boot.jar")));
        AgentCommand war = check(BootArchive.war(boot, classes, main, directory.resolve("boot.war")));

        assertThat(jar.out().get(0))
                .isEqualTo("boot.jar: Spring Boot " + boot.version() + ", executable jar, needs Java 8");
        assertThat(war.out().get(0))
                .isEqualTo("boot.war: Spring Boot " + boot.version() + ", executable WAR, needs Java 8");
        assertThat(jar.out().subList(1, jar.out().size()))
                .isEqualTo(war.out().subList(1, war.out().size()))
                .anyMatch(line -> line.matches("    Tomcat +\\d+\\.\\d+\\.\\d+ +servlet +tested .*"))
                .anyMatch(line -> line.matches("    Spring MVC +\\d+\\.\\d+\\.\\d+ +servlet +tested .*"))
                .anyMatch(line -> line.matches("    Logback +\\d+\\.\\d+\\.\\d+ +logging +tested .*"));
    }

    private static AgentCommand check(Path archive) {
        AgentCommand told = AgentCommand.run("check", archive.toString());
        assertThat(told.code()).as(told.toString()).isZero();
        assertThat(told.err()).isEmpty();
        return told;
    }
}

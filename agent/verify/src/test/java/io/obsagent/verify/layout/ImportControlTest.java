package io.obsagent.verify.layout;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Who may use what. Read from class files, so a fully qualified name is seen as well as an import.
 *
 * <p>An instrumentation uses java.*, the API, its own package and its own library, which {@link #LIBRARIES} names.
 */
class ImportControlTest {
    private static final Path AGENT = Path.of("..");

    /** What an instrumentation may use of the world outside the JDK's java.*, by the name of its package. */
    private static final Map<String, String[]> LIBRARIES = Map.ofEntries(
            Map.entry("servlet", new String[] {
                "javax.servlet..",
                "javax.management..",
                "com.opensymphony..",
                "org.apache.struts2..",
                "org.apache.catalina..",
                "org.apache.coyote..",
                "org.apache.tomcat..",
                "org.eclipse.jetty..",
                "org.glassfish.jersey..",
                "org.jboss.resteasy..",
                "io.undertow..",
                "org.xnio.."
            }),
            Map.entry("jetty", new String[] {"org.eclipse.jetty.."}),
            Map.entry("httpserver", new String[] {"com.sun.net.httpserver.."}),
            Map.entry("httpclient", new String[] {"javax.net.ssl.."}),
            Map.entry("apachehttpclient", new String[] {"org.apache.http..", "org.apache.hc.."}),
            Map.entry("okhttp", new String[] {"okhttp3.."}),
            Map.entry(
                    "reactornetty",
                    new String[] {"reactor..", "org.reactivestreams..", "io.netty.handler.codec.http.."}),
            Map.entry("grpc", new String[] {"io.grpc.."}),
            Map.entry("jdbc", new String[] {"javax.sql..", "javax.transaction.xa.."}),
            Map.entry("connectionpool", new String[] {
                "com.zaxxer.hikari..",
                "org.apache.commons.dbcp..",
                "org.apache.commons.dbcp2..",
                "com.mchange.v2.c3p0..",
                "com.mchange.v2.resourcepool..",
                "org.apache.tomcat.jdbc.pool..",
                "org.vibur..",
                "com.alibaba.druid..",
                "io.agroal.."
            }),
            Map.entry("kafka", new String[] {"org.apache.kafka.."}),
            Map.entry("executor", new String[0]),
            Map.entry("opentelemetryapi", new String[] {"io.opentelemetry.api..", "io.opentelemetry.context.."}),
            Map.entry("micrometer", new String[] {"io.micrometer.core.."}),
            Map.entry("scheduling", new String[] {"org.springframework.scheduling.."}),
            Map.entry("logging", new String[] {
                "ch.qos.logback..",
                "net.logstash.logback..",
                "org.slf4j..",
                "org.apache.logging.log4j..",
                "org.apache.log4j..",
                "org.jboss.logmanager.."
            }));

    /** All modules but dist, which wires them. */
    private static final JavaClasses AGENT_CLASSES = new ClassFileImporter()
            .importPaths(Stream.concat(
                            Stream.of("boot", "api", "config", "engine", "telemetry")
                                    .map(AGENT::resolve),
                            instrumentations().stream())
                    .map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList());

    @Test
    void bootUsesTheJdkOnly() {
        onlyUses("io.obsagent.boot..", "java..").check(AGENT_CLASSES);
    }

    @Test
    void apiUsesTheJdkOnly() {
        onlyUses("io.obsagent.api..", "java..").check(AGENT_CLASSES);
    }

    @Test
    void configUsesJacksonAndNothingElse() {
        onlyUses("io.obsagent.config..", "java..", "com.fasterxml.jackson..", "org.yaml.snakeyaml..")
                .check(AGENT_CLASSES);
    }

    @Test
    void eachLibraryHasOneUser() {
        onlyUser("io.obsagent.engine..", "net.bytebuddy..").check(AGENT_CLASSES);
        onlyUser("io.obsagent.telemetry..", "io.prometheus..").check(AGENT_CLASSES);
        // hooks mean the application's
        onlyUsers("io.opentelemetry..", "io.obsagent.telemetry..", "io.obsagent.instrumentation.opentelemetryapi..")
                .check(AGENT_CLASSES);
        onlyUsers("io.micrometer..", "io.obsagent.telemetry..", "io.obsagent.instrumentation.micrometer..")
                .check(AGENT_CLASSES);
        onlyUser("io.obsagent.config..", "com.fasterxml.jackson..", "org.yaml.snakeyaml..")
                .check(AGENT_CLASSES);
    }

    @Test
    void engineAndTelemetryDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.obsagent.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.obsagent.telemetry..")
                .check(AGENT_CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.obsagent.telemetry..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.obsagent.engine..")
                .allowEmptyShould(true)
                .check(AGENT_CLASSES);
    }

    /** It is set back at times: durations and waits are measured by what only goes on, {@link System#nanoTime}. */
    @Test
    void theTimeOfDayIsReadWhereADateIsMeant() {
        noClasses()
                .that()
                .haveNameNotMatching("io\\.obsagent\\.telemetry\\.(SpanClock|Ids)(\\$.*)?")
                .and()
                .haveNameNotMatching(
                        "io\\.obsagent\\.telemetry\\.export\\.(SpanExporter|Spool|OtlpLogs|HttpAnswer)(\\$.*)?")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(AGENT_CLASSES);
    }

    @TestFactory
    Stream<DynamicTest> instrumentationUsesItsLibraryAndTheApi() {
        return instrumentations().stream().map(module -> {
            String name = module.getFileName().toString().replace("-", "");
            assertThat(LIBRARIES)
                    .as("a new instrumentation names its library in LIBRARIES")
                    .containsKey(name);
            return DynamicTest.dynamicTest(
                    name, () -> instrumentation(name, LIBRARIES.get(name)).check(AGENT_CLASSES));
        });
    }

    @Test
    void findsViolations() {
        JavaClasses here = new ClassFileImporter().importClasses(ImportControlTest.class);
        assertThatThrownBy(() -> onlyUses("io.obsagent.verify.layout", "java..").check(here))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("com.tngtech.archunit");
        assertThatThrownBy(
                        () -> onlyUser("io.obsagent.config..", "org.assertj..").check(here))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("org.assertj");
    }

    private static ArchRule instrumentation(String name, String... library) {
        String own = "io.obsagent.instrumentation." + name + "..";
        List<String> allowed = new ArrayList<>(List.of("java..", "io.obsagent.api.."));
        allowed.addAll(List.of(library));
        return onlyUses(own, allowed.toArray(String[]::new));
    }

    private static ArchRule onlyUses(String user, String... packages) {
        List<String> allowed = new ArrayList<>(List.of(packages));
        allowed.add(user);
        return classes()
                .that()
                .resideInAPackage(user)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)));
    }

    private static ArchRule onlyUsers(String library, String... users) {
        return noClasses()
                .that(not(resideInAnyPackage(users)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library);
    }

    private static ArchRule onlyUser(String user, String... library) {
        return noClasses()
                .that(not(resideInAnyPackage(user)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library);
    }

    private static List<Path> instrumentations() {
        try (Stream<Path> modules = Files.list(AGENT.resolve("instrumentation"))) {
            return modules.filter(module -> Files.exists(module.resolve("pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

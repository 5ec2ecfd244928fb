package io.obsagent.verify.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the commands {@code doctor} and {@code check} know of libraries is what the contract tests run. */
class KnownLibrariesTest {

    private static final Path LIST = Path.of("../dist/src/main/resources/libraries.list");

    /** Brings the applications of the tests to life; nothing of theirs is hooked. */
    private static final List<String> BESIDE = List.of(
            "org.slf4j:",
            "org.jboss.slf4j:",
            "net.logstash.logback:",
            "org.springframework.boot:",
            "org.springframework:spring-webflux",
            "org.apache.logging.log4j:log4j-slf4j",
            "org.apache.derby:derbytools",
            "org.apache.tomcat:tomcat-juli",
            "org.apache.tomcat.embed:tomcat-embed-logging",
            "org.eclipse.jetty.ee8:",
            "org.eclipse.jetty.ee10:",
            "org.eclipse.jetty.http2:",
            "org.apache.httpcomponents.core5:",
            "org.glassfish.jersey.core:jersey-client",
            "org.glassfish.jersey.inject:",
            "org.jboss.resteasy:resteasy-client",
            "org.springframework:spring-web:",
            "jakarta.servlet.jsp:",
            "javax.servlet.jsp:",
            "org.apache.kafka:kafka_",
            "io.grpc:grpc-netty",
            "io.grpc:grpc-okhttp",
            "io.grpc:grpc-servlet",
            "io.grpc:grpc-services",
            "io.grpc:grpc-stub",
            "javax.xml.bind:",
            "io.zipkin.brave:",
            "org.springframework.cloud:",
            "io.opentelemetry.instrumentation:",
            "io.micrometer:micrometer-tracing-",
            // load applications, or stand beside this agent
            "org.apache.felix:",
            "org.eclipse.platform:",
            "org.jboss.modules:",
            "io.prometheus.jmx:",
            "org.jacoco:",
            "io.opentelemetry.javaagent:");

    @Test
    void hasEveryVersionThatRuns() throws IOException {
        List<Known> list = read();
        Map<Known, List<String>> run = new LinkedHashMap<>();
        for (Library library : Libraries.all()) {
            for (String coordinates : library.coordinates()) {
                String[] parts = coordinates.split(":");
                // brings the server along, in the same version
                String artifact = (parts[0] + ":" + parts[1]).replace("jetty:jetty-servlet", "jetty:jetty-server");
                if (BESIDE.stream().noneMatch((artifact + ":")::startsWith)) {
                    Known known = list.stream()
                            .filter(each -> each.artifacts().contains(artifact))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("libraries.list has no " + artifact));
                    run.computeIfAbsent(known, key -> new ArrayList<>()).add(parts[parts.length - 1]);
                }
            }
        }
        run.forEach((known, versions) -> {
            versions.sort(MavenRepository::compareVersions);
            assertThat(known.instrumentation()).as(known.name()).isNotEqualTo("-");
            assertThat(known.oldest()).as("oldest %s", known.name()).isEqualTo(versions.get(0));
            assertThat(known.newest()).as("newest %s", known.name()).isEqualTo(versions.get(versions.size() - 1));
        });
    }

    @Test
    void namesInstrumentationsThatThereAre() throws IOException {
        String reference = Files.readString(Path.of("../../docs/configuration.md"));
        assertThat(read()).allSatisfy(known -> {
            if (!known.instrumentation().equals("-")) {
                assertThat(reference).contains("`instrumentation." + known.instrumentation() + ".enabled`");
            }
        });
    }

    private static List<Known> read() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("\\|", -1))
                .map(fields -> new Known(
                        fields[0].trim(),
                        fields[1].trim(),
                        List.of(fields[2].trim().split(" ")),
                        fields[3].trim(),
                        fields[4].trim()))
                .toList();
    }

    /** A line of the list. */
    private record Known(String instrumentation, String name, List<String> artifacts, String oldest, String newest) {}
}

package io.obsagent.verify.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.TestedJava;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under a security manager whose policy grants the agent what docs/adopting.md says, and the application as little as it
 * needs. Java 24 took security managers away.
 */
class PolicyTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int REQUESTS = 100;
    private static final int SPANS_OF_A_REQUEST = 4;
    private static final int SPANS_OF_THE_START = 2;

    @TempDir
    private Path directory;

    @BeforeEach
    void needsSecurityManagers() {
        assumeTrue(TestedJava.feature() < 24, "there are no security managers any more");
    }

    @Test
    void theAgentWorksAndTheApplicationMayNoMore() throws Exception {
        String refused = "denied: read getenv shutdownHooks";
        try (ForkedApp app = service("").start()) {
            app.awaitLine("done"::equals, TIMEOUT);
            assertThat(ServiceContract.get(app.lines(ForkedApp.Stream.STDOUT), "/denied"))
                    .isEqualTo(refused);
        }
        try (AppRun run = AppRun.withAgent(service(documentedGrant()))) {
            run.awaitAgent();
            assertThat(ServiceContract.get(run, "/denied")).isEqualTo(refused);
            ServiceContract.load(run.output(), REQUESTS);
            assertThat(ServiceContract.get(run, "/denied")).isEqualTo(refused);

            int spans = SPANS_OF_THE_START + REQUESTS * SPANS_OF_A_REQUEST + 2;
            assertThat(run.takeAll(spans))
                    .hasSize(spans)
                    .extracting(ReceivedSpan::name)
                    .contains("SELECT item");
            PrometheusScrape scrape = run.scrape();
            assertThat(scrape.sum("http_server_request_duration_seconds_count")).isEqualTo(2 * REQUESTS + 2);
            assertThat(scrape.sum("db_client_connection_max")).isEqualTo(4);
            assertThat(scrape.sum("jvm_cpu_count")).isPositive();
            run.assertNothingLeft();
        }
    }

    /** What docs/adopting.md says, for the jar under test. */
    private static String documentedGrant() throws Exception {
        String page = Files.readString(Path.of("../../docs/adopting.md"));
        int start = page.indexOf("grant codeBase");
        String grant = page.substring(start, page.indexOf("};", start) + 2);
        String jar = "file:/opt/obs-agent/obs-agent.jar";
        assertThat(grant).contains(jar);
        return grant.replace(
                jar,
                Path.of(System.getProperty("obsagent.jar")).toRealPath().toUri().toString());
    }

    private ForkedApp.Builder service(String grant) throws Exception {
        String target = AppRun.target("service").toRealPath().toUri().toString();
        Path policy = directory.resolve("service.policy");
        Files.write(
                policy,
                List.of(
                        grant,
                        "grant codeBase \"" + target + "-\" {",
                        "  permission java.net.SocketPermission \"127.0.0.1:0-\", \"accept,connect,listen,resolve\";",
                        "  permission java.net.SocketPermission \"localhost:0-\", \"accept,connect,listen,resolve\";",
                        "  permission java.util.PropertyPermission \"*\", \"read,write\";",
                        "  permission java.io.FilePermission \""
                                + AppRun.target("service").toRealPath() + "/-\", \"read\";",
                        "  permission java.lang.RuntimePermission \"accessDeclaredMembers\";",
                        "  permission java.lang.RuntimePermission \"getClassLoader\";",
                        "  permission java.lang.RuntimePermission \"setContextClassLoader\";",
                        "  permission java.lang.RuntimePermission \"modifyThread\";",
                        "  permission java.lang.RuntimePermission \"modifyThreadGroup\";",
                        "  permission java.lang.reflect.ReflectPermission \"suppressAccessChecks\";",
                        "};"));
        return ServiceContract.onClassPath().jvmOptions("-Djava.security.manager", "-Djava.security.policy==" + policy);
    }
}

package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Passwords, tokens and session ids leave the JVM in no attribute, message, label and log line. */
class SecretsTest {

    private static final String SECRET = "s3cr3tOfTheApplication";

    @Test
    void secretsOfTheApplicationStayInTheJvm() throws Exception {
        HttpServer neighbour = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        neighbour.createContext("/", exchange -> {
            boolean fails = exchange.getRequestURI().getPath().startsWith("/fail");
            exchange.sendResponseHeaders(fails ? 500 : 200, -1);
            exchange.close();
        });
        neighbour.start();
        try (AppRun run = AppRun.withAgent(AppRun.app("faults", "io.obsagent.verify.apps.faults.Secretive")
                .args("127.0.0.1:" + neighbour.getAddress().getPort())
                .env("OBS_LOG_LEVEL", "debug")
                .env("OBS_EXPORTER_HEADERS", "authorization=" + SECRET))) {
            // the request, two calls, and four statements of which one is executed twice
            List<ReceivedSpan> spans = run.takeAll(8);
            assertThat(spans).hasSize(8);
            assertThat(spans.toString())
                    .contains("exception.message", "Authorization:REDACTED", "token=REDACTED", ";REDACTED")
                    .doesNotContain(SECRET);
            assertThat(run.agentLines().toString()).doesNotContain(SECRET);
            PrometheusScrape scrape = run.scrape();
            assertThat(scrape.families()).isNotEmpty();
            assertThat(scrape.families().toString()).contains("http_route").doesNotContain(SECRET);
            assertThat(run.output()).contains("duplicate", "missing", "Authorization: Basic " + SECRET);
        } finally {
            neighbour.stop(0);
        }
    }
}

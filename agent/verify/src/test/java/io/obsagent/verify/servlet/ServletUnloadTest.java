package io.obsagent.verify.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A web application that is redeployed leaves nothing behind: the agent holds none of its classes, also of one that brings the
 * OpenTelemetry API and Micrometer.
 */
class ServletUnloadTest {

    private static final int DEPLOYMENTS = 20;
    /** Six plain requests, one that calls a further one. */
    private static final int SERVED_EACH = 8;

    @TempDir
    Path directory;

    @Test
    void classLoadersOfRedeployedApplicationsGo() {
        ServletContainer tomcat = new ServletContainer(Libraries.newest("tomcat-javax"));
        ForkedApp.Builder app = tomcat.main("RedeployMain")
                .args(directory.toString())
                .args(AppRun.target("own-telemetry").resolve("classes").toString())
                .args(Libraries.newest("opentelemetry-api").files().toArray(new String[0]))
                .args(Libraries.newest("micrometer").files().toArray(new String[0]))
                .env("OBS_INSTRUMENTATION_MICROMETER_ENABLED", "true");
        try (AppRun run = AppRun.withAgent(app)) {
            assertThat(run.output()).contains("left 0 of " + DEPLOYMENTS, "shown true");
            // it was observed at all, in every deployment
            run.take(span -> span.kind() == Kind.SERVER, "requests", DEPLOYMENTS * SERVED_EACH);
            run.take(Kind.INTERNAL, "work", DEPLOYMENTS);
        }
    }
}

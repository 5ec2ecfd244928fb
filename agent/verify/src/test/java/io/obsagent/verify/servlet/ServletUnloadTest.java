package io.obsagent.verify.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web application that is redeployed leaves nothing behind: the agent holds none of its classes. */
class ServletUnloadTest {

    private static final int DEPLOYMENTS = 20;
    /** Five plain requests, one that calls a further one. */
    private static final int SERVED_EACH = 7;

    @TempDir
    Path directory;

    @Test
    void classLoadersOfRedeployedApplicationsGo() {
        ServletContainer tomcat = new ServletContainer(Libraries.newest("tomcat-javax"));
        try (AppRun run = AppRun.withAgent(tomcat.main("RedeployMain").args(directory.toString()))) {
            assertThat(run.output()).contains("left 0 of " + DEPLOYMENTS);
            // it was observed at all, in every deployment
            run.take(span -> span.kind() == Kind.SERVER, "requests", DEPLOYMENTS * SERVED_EACH);
        }
    }
}

package io.obsagent.verify.grpc;

import static io.obsagent.testkit.ReceivedSpan.Kind.CLIENT;
import static io.obsagent.testkit.ReceivedSpan.Kind.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * gRPC's servlet in Tomcat: a call is part of the HTTP request that brings it. Answers without a message do not reach a
 * client of grpc-java there, agent or not; {@link GrpcTest} has them in Jetty.
 */
class GrpcServletTest {

    private static final int MARKED_THREADS = 12;

    @ParameterizedTest
    @LibraryVersions({"grpc-servlet", "grpc-servlet-jakarta"})
    void callsAreParts(Library grpc) {
        try (AppRun run = AppRun.withAgent(GrpcTest.app(grpc))) {
            assertThat(run.output()).contains("verify.Echo/Bidi = [echo a, echo b]", "verify.Echo/Tenant = blue");
            int requests = 0;
            for (String method : List.of("Unary", "ServerStream", "ClientStream", "Bidi", "Headers", "Tenant")) {
                throughServlet(run, "verify.Echo/" + method);
                requests++;
            }
            ReceivedSpan callbacks = throughServlet(run, "verify.Echo/Callbacks");
            for (String place : List.of("start", "ready", "message", "half-close", "complete")) {
                assertThat(throughServlet(run, "verify.Mark/" + place, callbacks))
                        .isNotNull();
            }
            ReceivedSpan relay = throughServlet(run, "verify.Echo/Relay");
            throughServlet(run, "verify.Echo/Onward", relay);
            throughServlet(run, "verify.Mark/client-message", relay);
            throughServlet(run, "verify.Mark/client-close", relay);
            requests += 10;
            throughServlet(run, "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo");
            // not the health check itself, but the HTTP request that brings it
            assertThat(run.take(CLIENT, "grpc.health.v1.Health/Check").isRoot()).isTrue();
            requests += 2;
            assertThat(run.take(CLIENT, "verify.Mark/thread", MARKED_THREADS)).allMatch(ReceivedSpan::isRoot);
            run.take(SERVER, "verify.Mark/thread", MARKED_THREADS);
            run.take(GrpcTest::isHttp, "HTTP requests", requests + MARKED_THREADS);
            run.assertNothingLeft();
        }
    }

    private static ReceivedSpan throughServlet(AppRun run, String method) {
        return throughServlet(run, method, null);
    }

    /** Takes a call and returns the span of the server. */
    private static ReceivedSpan throughServlet(AppRun run, String method, ReceivedSpan caller) {
        ReceivedSpan client = run.take(CLIENT, method);
        assertThat(caller == null ? client.isRoot() : client.isChildOf(caller)).isTrue();
        ReceivedSpan server = run.take(SERVER, method);
        assertThat(server.attribute("rpc.response.status_code")).isEqualTo("OK");
        assertThat(run.spans())
                .filteredOn(span -> GrpcTest.isHttp(span) && span.isChildOf(client))
                .as("HTTP request of " + method)
                .singleElement()
                .matches(server::isChildOf)
                .satisfies(request -> assertThat(request.attribute("url.path")).isEqualTo("/" + method));
        return server;
    }
}

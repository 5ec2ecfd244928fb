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

/** What can be set about gRPC calls. */
class GrpcSettingsTest {

    /** On the wire metadata are bytes, in the process the other side's own objects. */
    @ParameterizedTest
    @LibraryVersions({"grpc-netty-shaded", "grpc-inprocess", "grpc-servlet"})
    void metadataCapturedAndMethodsLeftOut(Library grpc) {
        try (AppRun run = AppRun.withAgent(GrpcTest.app(grpc)
                .env("OBS_RPC_CAPTURED_REQUEST_METADATA", "X-Tenant, none, data-bin, not$a$key")
                .env("OBS_RPC_CAPTURED_RESPONSE_METADATA", "x-region, x-cost")
                .env("OBS_RPC_UNTRACED_METHODS", "verify.Echo/Rel*, verify.Status/*"))) {
            ReceivedSpan client = run.take(CLIENT, "verify.Echo/Tenant");
            ReceivedSpan server = run.take(SERVER, "verify.Echo/Tenant");
            assertMetadata(client);
            assertMetadata(server);
            assertThat(server.traceId()).isEqualTo(client.traceId());
            assertThat(server.isChildOf(client)).isEqualTo(!grpc.key().startsWith("grpc-servlet"));
            assertThat(run.take(SERVER, "verify.Echo/Unary").attributes().keySet())
                    .noneMatch(key -> key.contains("metadata"));

            // a health check is traced where the setting no longer names it
            run.take(SERVER, "grpc.health.v1.Health/Check");
            run.take(CLIENT, "verify.Status/NOT_FOUND");
            run.take(CLIENT, "verify.Echo/Relay");
            run.take(SERVER, "verify.Mark/thread", 12); // the last ones
            assertThat(run.spans())
                    .noneMatch(span -> span.name().equals("verify.Echo/Onward"))
                    .noneMatch(span -> span.name().equals("verify.Mark/client-message"))
                    .noneMatch(span -> span.kind() == SERVER && span.name().equals("verify.Echo/Relay"))
                    .noneMatch(span -> span.kind() == SERVER && span.name().startsWith("verify.Status/"));
            assertThat(run.scrape()
                            .value(
                                    "rpc_server_call_duration_seconds_count",
                                    "rpc_method",
                                    "verify.Echo/Relay",
                                    "rpc_response_status_code",
                                    "OK"))
                    .hasValue(1);
            assertThat(run.agentLines()).hasSize(1);
        }
    }

    private static void assertMetadata(ReceivedSpan span) {
        assertThat(span.attributes())
                .containsEntry("rpc.request.metadata.x-tenant", List.of("blue"))
                .containsEntry("rpc.response.metadata.x-region", List.of("north"))
                .containsEntry("rpc.response.metadata.x-cost", List.of("7"));
        assertThat(span.attributes().keySet())
                .filteredOn(key -> key.contains("metadata"))
                .hasSize(3);
    }
}

package io.obsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file without mistakes. */
class YamlTest {

    @TempDir
    Path directory;

    @Test
    void setsEveryKindOfKey() throws IOException {
        AgentConfig config = Loading.yaml(directory, """
                        enabled: false
                        log:
                          level: debug
                        service:
                          name: cart
                          namespace: shop
                          version: 1.10
                          instance-id: cart-0
                        resource-attributes:
                          deployment.environment.name: test
                          team: "a, b"
                        exporter:
                          endpoint: https://collector.example:4318
                          protocol: http/protobuf
                          headers:
                            authorization: Bearer abc
                          timeout: 2s
                          compression: gzip
                          queue-size: 100
                          batch-size: 50
                          schedule-delay: 250ms
                        sampling:
                          ratio: 0.25
                          parent-based: false
                        propagators: [b3, jaeger]
                        server:
                          enabled: false
                          host: 0.0.0.0
                          port: 0
                        metrics:
                          exemplars: false
                          buckets:
                            http_server_request_duration_seconds: [0.1, 1, 1e1]
                          max-label-values: 50
                          max-values-per-label:
                            http_route: 500
                        limits:
                          attribute-count: 10
                          attribute-length: 100
                          events: 0
                          links: 3
                          sql-length: 64
                        http:
                          redact-query: false
                        instrumentation:
                          http-client:
                            enabled: false
                          logging:
                            trace-id-key: traceId
                            span-id-key: spanId
                            trace-flags-key: flags
                            logger-label: true
                        """).config();

        assertThat(config.enabled).isFalse();
        assertThat(config.logLevel).isEqualTo(LogLevel.DEBUG);
        assertThat(config.service.name).isEqualTo("cart");
        assertThat(config.service.namespace).isEqualTo("shop");
        assertThat(config.service.version).as("as written, not as a number").isEqualTo("1.10");
        assertThat(config.service.instanceId).isEqualTo("cart-0");
        assertThat(config.resourceAttributes)
                .containsExactly(entry("deployment.environment.name", "test"), entry("team", "a, b"));
        assertThat(config.exporter.tracesEndpoint).isEqualTo("https://collector.example:4318/v1/traces");
        assertThat(config.exporter.protocol).isEqualTo(Protocol.HTTP_PROTOBUF);
        assertThat(config.exporter.headers).containsExactly(entry("authorization", "Bearer abc"));
        assertThat(config.exporter.timeoutMillis).isEqualTo(2000);
        assertThat(config.exporter.compression).isEqualTo(Compression.GZIP);
        assertThat(config.exporter.queueSize).isEqualTo(100);
        assertThat(config.exporter.batchSize).isEqualTo(50);
        assertThat(config.exporter.scheduleDelayMillis).isEqualTo(250);
        assertThat(config.sampling.ratio).isEqualTo(0.25);
        assertThat(config.sampling.parentBased).isFalse();
        assertThat(config.propagators).containsExactly(Propagator.B3, Propagator.JAEGER);
        assertThat(config.server.enabled).isFalse();
        assertThat(config.server.host).isEqualTo("0.0.0.0");
        assertThat(config.server.port).isZero();
        assertThat(config.metrics.exemplars).isFalse();
        assertThat(config.metrics.buckets("http_server_request_duration_seconds"))
                .containsExactly(0.1, 1, 10);
        assertThat(config.metrics.buckets("db_client_operation_duration_seconds"))
                .isNull();
        assertThat(config.metrics.maxLabelValues("http_route")).isEqualTo(500);
        assertThat(config.metrics.maxLabelValues("db_query_summary")).isEqualTo(50);
        assertThat(config.limits.attributeCount).isEqualTo(10);
        assertThat(config.limits.attributeLength).isEqualTo(100);
        assertThat(config.limits.events).isZero();
        assertThat(config.limits.links).isEqualTo(3);
        assertThat(config.limits.sqlLength).isEqualTo(64);
        assertThat(config.http.redactQuery).isFalse();
        assertThat(config.instrumentationEnabled("http-client")).isFalse();
        assertThat(config.instrumentationEnabled("servlet")).isTrue();
        assertThat(config.instrumentationEnabled("no-such")).isTrue();
        assertThat(config.logging.traceIdKey).isEqualTo("traceId");
        assertThat(config.logging.spanIdKey).isEqualTo("spanId");
        assertThat(config.logging.traceFlagsKey).isEqualTo("flags");
        assertThat(config.logging.loggerLabel).isTrue();
    }

    @Test
    void takesJsonAndDottedKeysAsWell() throws IOException {
        AgentConfig config = Loading.yaml(directory, "{\"server\": {\"port\": 1}, \"service.name\": \"a\"}")
                .config();
        assertThat(config.server.port).isEqualTo(1);
        assertThat(config.service.name).isEqualTo("a");
    }

    @Test
    void takesTextForListsAndMaps() throws IOException {
        AgentConfig config = Loading.yaml(directory, """
                        propagators: b3, tracecontext
                        resource-attributes: team=shop,zone=a
                        metrics.buckets: a_seconds=0.1;1,b_seconds=5
                        """).config();
        assertThat(config.propagators).containsExactly(Propagator.B3, Propagator.TRACECONTEXT);
        assertThat(config.resourceAttributes).containsExactly(entry("team", "shop"), entry("zone", "a"));
        assertThat(config.metrics.buckets("a_seconds")).containsExactly(0.1, 1);
        assertThat(config.metrics.buckets("b_seconds")).containsExactly(5);
    }

    @Test
    void keysWithoutValueSetNothing() throws IOException {
        AgentConfig config = Loading.yaml(
                        directory, "# all comments\nserver:\n  port:\nexporter: ~\nservice:\n  name: ''\n")
                .property("sun.java.command", "shop.jar")
                .config();
        assertThat(config.server.port).isEqualTo(9464);
        assertThat(config.service.name).isEqualTo("shop");
    }

    @Test
    void emptyFilesAreFine() throws IOException {
        assertThat(Loading.yaml(directory, "").load().problems).isEmpty();
        assertThat(Loading.yaml(directory, "# only this\n").load().problems).isEmpty();
        assertThat(Loading.yaml(directory, "---\n").load().problems).isEmpty();
    }

    @Test
    void theGivenValuesCannotBeChanged() throws IOException {
        AgentConfig config = Loading.yaml(directory, "metrics: {buckets: {a: [1]}}\npropagators: [b3]")
                .config();
        config.metrics.buckets("a")[0] = 7;
        assertThat(config.metrics.buckets("a")).containsExactly(1);
        assertThat(config.propagators).isUnmodifiable();
        assertThat(config.resourceAttributes).isUnmodifiable();
        assertThat(config.exporter.headers).isUnmodifiable();
    }
}

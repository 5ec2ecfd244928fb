package io.obsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The variables of the OpenTelemetry specification. */
class OtelVariablesTest {

    @ParameterizedTest
    @CsvSource({
        "http://c:4318,         , http/protobuf, http://c:4318/v1/traces",
        "http://c:4318/,        , http/protobuf, http://c:4318/v1/traces",
        "http://c/otlp,         , http/protobuf, http://c/otlp/v1/traces",
        "http://c/otlp/,        , http/protobuf, http://c/otlp/v1/traces",
        "http://c:4318, http://t/x, http/protobuf, http://t/x",
        ", http://t/x,            http/protobuf, http://t/x",
        ", http://t:4318,         http/protobuf, http://t:4318/v1/traces",
        "http://c:4317,         , grpc,          http://c:4317",
        "http://c:4317/otlp,    , grpc,          http://c:4317",
        ",                      , grpc,          http://localhost:4317",
        ",                      , http/protobuf, http://localhost:4318/v1/traces",
    })
    void endpoint(String base, String traces, String protocol, String expected) {
        Loading loading = Loading.nothing().env("OTEL_EXPORTER_OTLP_PROTOCOL", protocol);
        if (base != null) {
            loading.env("OTEL_EXPORTER_OTLP_ENDPOINT", base);
        }
        if (traces != null) {
            loading.env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", traces);
        }
        assertThat(loading.config().exporter.tracesEndpoint).isEqualTo(expected);
    }

    @Test
    void exporter() {
        AgentConfig.Exporter exporter = Loading.nothing()
                .env("OTEL_EXPORTER_OTLP_HEADERS", "a=1, authorization=Basic%20x%3D+")
                .env("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "a=2")
                .env("OTEL_EXPORTER_OTLP_TIMEOUT", "1500")
                .env("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip")
                .env("OTEL_EXPORTER_OTLP_CERTIFICATE", "ca.pem")
                .env("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", "a.crt")
                .env("OTEL_EXPORTER_OTLP_TRACES_CLIENT_CERTIFICATE", "b.crt")
                .env("OTEL_EXPORTER_OTLP_CLIENT_KEY", "b.key")
                .env("OTEL_BSP_MAX_QUEUE_SIZE", "10")
                .config()
                .exporter;
        assertThat(exporter.headers).containsExactly(entry("a", "2"), entry("authorization", "Basic x=+"));
        assertThat(exporter.timeoutMillis).isEqualTo(1500);
        assertThat(exporter.compression).isEqualTo(Compression.GZIP);
        assertThat(exporter.tls.caFile).isEqualTo("ca.pem");
        assertThat(exporter.tls.certificateFile).isEqualTo("b.crt");
        assertThat(exporter.tls.keyFile).isEqualTo("b.key");
        assertThat(exporter.queueSize).isEqualTo(10);
        assertThat(exporter.batchSize).as("never more than the queue holds").isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "always_on,                , 1,   false",
        "always_off,               , 0,   false",
        "traceidratio,             0.5, 0.5, false",
        "parentbased_always_on,    , 1,   true",
        "parentbased_always_off,   , 0,   true",
        "parentbased_traceidratio, 0.1, 0.1, true",
        "parentbased_traceidratio, , 1,   true",
    })
    void sampler(String sampler, String argument, double ratio, boolean parentBased) {
        Loading loading = Loading.nothing().env("OTEL_TRACES_SAMPLER", sampler);
        if (argument != null) {
            loading.env("OTEL_TRACES_SAMPLER_ARG", argument);
        }
        assertThat(loading.config().sampling.ratio).isEqualTo(ratio);
        assertThat(loading.config().sampling.parentBased).isEqualTo(parentBased);
    }

    @Test
    void switches() {
        assertThat(Loading.nothing().env("OTEL_SDK_DISABLED", "true").config().enabled)
                .isFalse();
        assertThat(Loading.nothing().env("OTEL_SDK_DISABLED", "false").config().enabled)
                .isTrue();
        assertThat(Loading.nothing().env("OTEL_TRACES_EXPORTER", "none").config().exporter.protocol)
                .isEqualTo(Protocol.NONE);
        assertThat(Loading.nothing().env("OTEL_TRACES_EXPORTER", "otlp").config().exporter.protocol)
                .isEqualTo(Protocol.HTTP_PROTOBUF);
    }

    @Test
    void propagators() {
        assertThat(Loading.nothing()
                        .env("OTEL_PROPAGATORS", "b3multi,baggage,b3multi")
                        .config()
                        .propagators)
                .containsExactly(Propagator.B3MULTI, Propagator.BAGGAGE);
        assertThat(Loading.nothing().env("OTEL_PROPAGATORS", "none").config().propagators)
                .isEmpty();
    }

    @Test
    void whatCannotBeHonoured() {
        ConfigLoader.Loaded loaded = Loading.nothing()
                .env("OTEL_TRACES_SAMPLER", "jaeger_remote")
                .env("OTEL_TRACES_EXPORTER", "zipkin")
                .env("OTEL_EXPORTER_OTLP_HEADERS", "s3cret")
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")
                .env("OTEL_RESOURCE_ATTRIBUTES", "nonsense")
                .load();
        assertThat(loaded.problems)
                .containsExactly(
                        "OTEL_RESOURCE_ATTRIBUTES is not valid; write name=value pairs separated by commas",
                        "OTEL_EXPORTER_OTLP_ENDPOINT: exporter.endpoint is not valid; "
                                + "write a URL such as http://localhost:4318",
                        "OTEL_EXPORTER_OTLP_HEADERS is not valid; write name=value pairs separated by commas",
                        "OTEL_TRACES_EXPORTER cannot be \"zipkin\"; write otlp or none",
                        "OTEL_TRACES_SAMPLER cannot be \"jaeger_remote\"; write always_on, always_off or traceidratio, "
                                + "with or without parentbased_ before it");
        assertThat(loaded.config.exporter.protocol).isEqualTo(Protocol.HTTP_PROTOBUF);
    }
}

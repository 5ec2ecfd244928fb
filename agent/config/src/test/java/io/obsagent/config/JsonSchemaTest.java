package io.obsagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema takes what the agent takes, and refuses what the agent refuses. */
class JsonSchemaTest {

    @TempDir
    Path directory;

    @Test
    void isValidItself() {
        assertThat(JsonSchema.mistakesOfTheSchema()).isEmpty();
    }

    @Test
    void takesEveryDefault() {
        assertThat(JsonSchema.mistakes(Reference.uncommented()))
                .as("only where there is no default a value is missing")
                .allMatch(mistake -> mistake.contains("null found"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing",
                "server:",
                "service: {name: a, version: 1.10}",
                "resource-attributes:",
                "resource-attributes: {team: shop, tier: 1, canary: true}",
                "log: {level: off}",
                "exporter: {endpoint: 'https://collector:4318/v1/traces', headers: {authorization: Bearer abc}}",
                "exporter: {protocol: grpc, timeout: 500ms, schedule-delay: 1000}",
                "sampling: {ratio: 0}",
                "sampling: {rules: {/orders/*: 0.5, 'shop.Cart/*': 1}, traces-per-second: 0.5, keep: [slow, errors], slow: 2s}",
                "sampling: {rules: , keep: none}",
                "propagators: [b3multi, xray]",
                "metrics: {buckets: {http_server_request_duration_seconds: [0.01, 1]}, max-values-per-label: {http_route: 5}}",
                "http: {untraced-paths: none, trusted-proxies: [10.0.0.0/8, '::1', 'fe80::1%eth0/64']}",
                "http: {captured-request-headers: [x-tenant, cookie-policy]}",
                "http: {user: 'header: X-User'}",
                "http: {user: session:user}",
                "http: {user: principal}",
                "server: {port: '${PORT:-9464}'}",
                "http: {trusted-proxies: ['${PROXY:-10.0.0.1}'], captured-request-headers: '${HEADERS:-x-a}'}",
                "metrics: {max-values-per-label: {http_route: '${ROUTES:-5}'}}",
                "instrumentation: {jdbc: {enabled: false}, jdbc-rows: {enabled: true}}",
                "methods:",
                "methods: {a: {class: shop.Cart$Line, methods: 'pay(int, ..)'}}",
                "methods: {a: {class: shop.*, class-annotation: shop.Observed, methods: ['find*', 'add(java.lang.String[])']}}",
                "methods: {a: {class: shop.Pay, subtypes: '${SUB:-true}', method-annotation: shop.Timed, span: false}}",
                "methods: {a: {class: A, methods: b, attributes: {customer.id: arg0.customer.id}, labels: {tier: return}}}",
            })
    void takes(String yaml) throws IOException {
        assertThat(Loading.yaml(directory, yaml).load().problems).isEmpty();
        assertThat(JsonSchema.mistakes(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- a",
                "servre: {port: 1}",
                "server: {prot: 1}",
                "server: 9464",
                "enabled: ja",
                "server: {port: 94x}",
                "server: {port: 70000}",
                "server: {port: [1, 2]}",
                "service: {name: [a]}",
                "resource-attributes: {zones: [a, b]}",
                "sampling: {ratio: 1.5}",
                "sampling: {rules: {/orders: 2}}",
                "sampling: {rules: [/orders]}",
                "sampling: {traces-per-second: 0}",
                "sampling: {keep: [fast]}",
                "sampling: {slow: 2 days}",
                "exporter: {timeout: soon}",
                "exporter: {timeout: 3600001}",
                "exporter: {protocol: http/json}",
                "exporter: {endpoint: 'collector:4317'}",
                "exporter: {headers: {authorization: [a]}}",
                "propagators: [b3, ottrace]",
                "metrics: {buckets: {a: [1, 1]}}",
                "metrics: {buckets: {a: [0, 1]}}",
                "metrics: {buckets: {a: []}}",
                "metrics: {max-values-per-label: {a: 0}}",
                "http: {captured-request-headers: [x-tenant, Authorization]}",
                "http: {user: 'header: Cookie'}",
                "http: {user: 'header:'}",
                "http: {user: jwt}",
                "http: {trusted-proxies: [proxy.example]}",
                "instrumentation: {jdbc: false}",
                "methods: {a: shop.Pay}",
                "methods: {a: {methods: b}}",
                "methods: {a: {class: A, methods: []}}",
                "methods: {a: {class: A, methods: b, subtype: true}}",
                "methods: {a: {class: A, methods: b, attributes: {x: argument.y}}}",
                "methods: {a: {class: A, methods: b, labels: {x: arg0.a.b.c.d.e.f.g.h.i}}}",
            })
    void refuses(String yaml) throws IOException {
        assertThat(Loading.yaml(directory, yaml).load().problems).isNotEmpty();
        assertThat(JsonSchema.mistakes(yaml)).isNotEmpty();
    }
}

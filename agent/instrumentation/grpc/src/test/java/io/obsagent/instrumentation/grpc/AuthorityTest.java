package io.obsagent.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityTest {

    @ParameterizedTest
    @CsvSource({
        "loms:8082, loms, 8082",
        "loms.shop.svc:443, loms.shop.svc, 443",
        "127.0.0.1:1, 127.0.0.1, 1",
        "[::1]:8082, ::1, 8082",
        "[::1], ::1, -1",
        "::1, ::1, -1",
        "2001:db8::5:8082, 2001:db8::5:8082, -1",
        "loms, loms, -1",
        "loms:, loms:, -1",
        "loms:http, loms:http, -1",
        "loms:123456, loms:123456, -1",
        "'', , -1",
        ", , -1"
    })
    void splits(String authority, String host, int port) {
        Authority parsed = Authority.parse(authority);
        assertThat(parsed.host).isEqualTo(host);
        assertThat(parsed.port).isEqualTo(port);
    }
}

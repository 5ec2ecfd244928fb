package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.HttpRequest;
import io.obsagent.config.AgentConfig;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    private static final String PEER = "10.0.0.1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none | x-forwarded-for | 198.51.100.7, 10.0.0.2 | 198.51.100.7",
                "none | forwarded | for=198.51.100.7;proto=https, for=10.0.0.2 | 198.51.100.7",
                "none | forwarded | For=\"[2001:db8::1]:4711\" | 2001:db8::1",
                "none | x-forwarded-for | 198.51.100.7:4711 | 198.51.100.7",
                "none | x-other | 198.51.100.7 | 10.0.0.1",
                "10.0.0.0/8 | x-forwarded-for | 1.2.3.4, 198.51.100.7, 10.0.0.2 | 198.51.100.7",
                "10.0.0.0/8 | x-forwarded-for | 10.0.0.9, 10.0.0.2 | 10.0.0.9",
                "10.0.0.0/8 | forwarded | for=unknown, for=10.0.0.2 | unknown",
                "192.0.2.0/24 | x-forwarded-for | 198.51.100.7 | 10.0.0.1",
                "2001:db8::/32 10.0.0.1 | x-forwarded-for | 198.51.100.7, 2001:db8::5 | 198.51.100.7",
            })
    void findsTheClient(String trusted, String header, String value, String client) {
        AgentConfig config = AgentConfig.with("http.trusted-proxies", trusted);
        ClientAddress clients = new ClientAddress(config.http.trustedProxies);
        HttpRequest view =
                Requests.Http.get("/").with("GET", null, Map.of(header, value)).view();
        assertThat(clients.of(view, PEER)).isEqualTo(client);
    }

    /** Trusted proxies may let the client's own Forwarded pass. */
    @ParameterizedTest
    @CsvSource({"none, 192.0.2.99", "10.0.0.0/8, 198.51.100.7"})
    void choosesBetweenTheHeaders(String trusted, String client) {
        AgentConfig config = AgentConfig.with("http.trusted-proxies", trusted);
        HttpRequest view = Requests.Http.get("/")
                .with("GET", null, Map.of("forwarded", "for=192.0.2.99", "x-forwarded-for", "198.51.100.7"))
                .view();
        assertThat(new ClientAddress(config.http.trustedProxies).of(view, PEER)).isEqualTo(client);
    }
}

package io.obsagent.telemetry.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which proxy leads to which collector. */
class HttpProxyTest {

    private final Map<String, String> before = new TreeMap<>();

    private void property(String key, String value) {
        before.put(key, System.getProperty(key, ""));
        System.setProperty(key, value);
    }

    @AfterEach
    void restore() {
        before.forEach((key, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, value);
            }
        });
    }

    private static String proxy(String setting, String endpoint) {
        return String.valueOf(HttpProxy.of(setting, URI.create(endpoint)));
    }

    @Test
    void isTheOneThatIsNamed() {
        assertThat(proxy("none", "http://collector:4318")).isEqualTo("null");
        assertThat(proxy("http://squid:3128", "http://localhost:4318")).isEqualTo("squid:3128");
        assertThat(proxy("http://squid", "https://collector")).isEqualTo("squid:80");
        HttpProxy withUser = HttpProxy.of("http://anna:a%3Ab@squid:3128", URI.create("http://c"));
        assertThat(withUser.authorization()).isEqualTo("Basic YW5uYTphOmI=");
        assertThat(withUser.toString()).isEqualTo("squid:3128");
    }

    @Test
    void isThatOfTheScheme() {
        property("http.proxyHost", "one");
        assertThat(proxy("jvm", "http://collector:4318")).isEqualTo("one:80");
        assertThat(proxy("jvm", "https://collector:4318")).isEqualTo("null");
        property("https.proxyHost", "two");
        property("https.proxyPort", "3128");
        property("https.proxyUser", "anna");
        property("https.proxyPassword", "x");
        HttpProxy two = HttpProxy.of("jvm", URI.create("HTTPS://collector"));
        assertThat(two.toString()).isEqualTo("two:3128");
        assertThat(two.authorization()).isEqualTo("Basic YW5uYTp4");
    }

    @Test
    void isNoneForThisMachine() {
        property("http.proxyHost", "one");
        assertThat(proxy("jvm", "http://localhost:4318")).isEqualTo("null");
        assertThat(proxy("jvm", "http://127.0.0.1:4318")).isEqualTo("null");
        assertThat(proxy("jvm", "http://[::1]:4318")).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource({
        "*.shop.example,         collector.shop.example, true",
        "*.shop.example,         shop.example,           false",
        "*.example,              a.example.example,      true",
        "*.shop.example|other,   OTHER,                  true",
        "other,                  another,                false",
        "10.*,                   10.1.2.3,               true",
        "10.*,                   110.1.2.3,              false",
        "*shop*,                 my-shop-7,              true",
        "*,                      collector,              true",
        "'',                     localhost,              false"
    })
    void isNoneForListedHosts(String listed, String host, boolean straight) {
        property("http.proxyHost", "one");
        property("http.nonProxyHosts", listed);
        assertThat(proxy("jvm", "http://" + host + ":4318")).isEqualTo(straight ? "null" : "one:80");
    }
}

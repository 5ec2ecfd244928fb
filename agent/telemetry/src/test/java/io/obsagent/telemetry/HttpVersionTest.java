package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpVersionTest {

    @ParameterizedTest
    @CsvSource({"HTTP/1.0, 1.0", "HTTP/1.1, 1.1", "HTTP/2.0, 2", "HTTP/2, 2", "HTTP/3.0, 3", "1.1, 1.1", "AJP, ", ", "})
    void isWrittenAsTheConventionsDo(String protocol, String version) {
        assertThat(HttpVersion.of(protocol)).isEqualTo(version);
    }
}

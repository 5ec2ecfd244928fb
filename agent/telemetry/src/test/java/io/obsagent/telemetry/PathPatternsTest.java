package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternsTest {

    @ParameterizedTest
    @CsvSource({
        "/health, /health, true",
        "/health, /healthy, false",
        "/health, /shop/health, false",
        "/actuator/health*, /actuator/health, true",
        "/actuator/health*, /actuator/health/db, true",
        "*/health, /shop/health, true",
        "/a*b*c, /aXbXbXc, true",
        "/a*b*c, /aXbXbXd, false",
        "*, /, true",
        "/, /, true",
        "/, /health, false",
        "/*, /health, true",
        "/*, /, true",
        "/(, /h, false",
        "/(*, /h, false",
    })
    void matchesThePathAsAWhole(String pattern, String path, boolean matches) {
        assertThat(new PathPatterns(List.of("/never", pattern)).match(path)).isEqualTo(matches);
    }

    @Test
    void matchesNoUnknownPath() {
        assertThat(new PathPatterns(List.of("*")).match(null)).isFalse();
    }
}

package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class TelemetryReferenceTest {

    @Test
    void theFileIsUpToDate() throws IOException {
        assertThat(Files.readString(TelemetryReference.FILE))
                .as("run TelemetryReference.main in agent/telemetry and commit docs/telemetry.md")
                .isEqualTo(TelemetryReference.text());
    }

    @Test
    void theResourceHasOnlyListedKeys() {
        assertThat(TelemetryReference.keysOfThisJvm()).isSubsetOf(Resource.KEYS);
    }
}

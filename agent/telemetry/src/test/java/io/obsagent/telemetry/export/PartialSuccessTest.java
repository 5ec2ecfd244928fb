package io.obsagent.telemetry.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The answer of a collector that took a part of a batch. */
class PartialSuccessTest {

    @Test
    void readsWhatACollectorRejects() {
        byte[] reason = "x".repeat(300).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream partial = new ByteArrayOutputStream();
        partial.writeBytes(
                new byte[] {8, (byte) 200, 1, 18, (byte) (reason.length & 0x7f | 0x80), (byte) (reason.length >> 7)});
        partial.writeBytes(reason);
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        response.writeBytes(
                new byte[] {16, 5, 10, (byte) (partial.size() & 0x7f | 0x80), (byte) (partial.size() >> 7)});
        response.writeBytes(partial.toByteArray());

        Delivery delivery = Delivery.accepted(response.toByteArray());
        assertThat(delivery.rejectedSpans).isEqualTo(200);
        assertThat(delivery.warning).isEqualTo("x".repeat(200));
        for (int length = 0; length < response.size(); length++) {
            byte[] cut = Arrays.copyOf(response.toByteArray(), length);
            assertThat(Delivery.accepted(cut).problem).isNull();
        }
    }
}

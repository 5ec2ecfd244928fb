package io.obsagent.instrumentation.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.NodeApiVersions;
import org.apache.kafka.clients.producer.internals.RecordAccumulator;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.requests.ApiVersionsResponse.ApiVersion;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

class RecordFormatTest {

    private final ApiVersions brokers = new ApiVersions();
    private final RecordAccumulator accumulator =
            new RecordAccumulator(1024, 1024, CompressionType.NONE, 0, 0, new Metrics(), Time.SYSTEM, brokers, null);

    @Test
    void hasHeadersWithNewBrokers() {
        brokers.update("0", produce(3));
        assertThat(RecordFormat.hasHeaders(accumulator)).isTrue();
    }

    /** The client itself forgets. */
    @Test
    void remembersAnOldBrokerThatIsNotConnected() {
        brokers.update("0", produce(2));
        assertThat(RecordFormat.hasHeaders(accumulator)).isFalse();
        brokers.remove("0");
        assertThat(brokers.maxUsableProduceMagic()).isEqualTo((byte) 2);
        assertThat(RecordFormat.hasHeaders(accumulator)).isFalse();
    }

    private static NodeApiVersions produce(int newest) {
        return new NodeApiVersions(List.of(new ApiVersion(ApiKeys.PRODUCE.id, (short) 0, (short) newest)));
    }
}

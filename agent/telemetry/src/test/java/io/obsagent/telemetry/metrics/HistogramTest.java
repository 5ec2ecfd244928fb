package io.obsagent.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistogramTest {

    private static final long NOW = 1_800_000_000_000L;

    private final Histogram histogram = new Histogram(new HistogramBounds(new double[] {.1, 1}, 1e9));

    @Test
    void aBoundBelongsToItsBucket() {
        HistogramBounds bounds = new HistogramBounds(new double[] {1, 2, 5}, 10);
        int[] buckets = LongStream.of(-1, 0, 9, 10, 11, 20, 21, 50, 51, Long.MAX_VALUE)
                .mapToInt(bounds::bucket)
                .toArray();
        assertThat(buckets).containsExactly(0, 0, 0, 0, 1, 1, 2, 2, 3, 3);
        assertThat(bounds.buckets()).isEqualTo(4);
    }

    @Test
    void durationsOfAClockGoneAstrayCountAsZero() {
        histogram.record(50_000_000);
        histogram.record(-3_600_000_000_000L);
        histogram.record(-1, 1, 2, 3, NOW);

        assertThat(histogram.count(0)).isEqualTo(3);
        assertThat(histogram.sum()).isEqualTo(.05);
    }

    @Test
    void anExemplarFromTheFutureGivesWay() {
        histogram.record(1, 1, 1, 1, NOW);
        histogram.record(1, 2, 2, 2, NOW + 1);
        assertThat(histogram.exemplar(0).spanId).as("young enough").isEqualTo(1);

        histogram.record(1, 3, 3, 3, NOW - 3_600_000);
        assertThat(histogram.exemplar(0).spanId).as("the clock was set back").isEqualTo(3);
    }
}

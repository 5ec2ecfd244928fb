package io.obsagent.instrumentation.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Telemetry;
import io.obsagent.api.TelemetryHolder;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {

    private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);
    private static final TopicPartition ORDERS_1 = new TopicPartition("orders", 1);
    private static final TopicPartition STOCK_0 = new TopicPartition("stock", 0);

    private final Telemetry before = Telemetry.get();
    private final List<List<Object>> told = new ArrayList<>();
    private final ConsumerLag lag = new ConsumerLag();

    @BeforeEach
    void listen() {
        TelemetryHolder.set((Telemetry) Proxy.newProxyInstance(
                ConsumerLagTest.class.getClassLoader(), new Class<?>[] {Telemetry.class}, (proxy, method, args) -> {
                    assertThat(method.getName()).isEqualTo("consumerLag");
                    told.add(List.of(args));
                    return null;
                }));
    }

    @AfterEach
    void stopListening() {
        TelemetryHolder.set(before);
    }

    @Test
    void addsUpPartitionsAndForgetsThoseThatWent() {
        lag.update(ORDERS_0, 3L);
        lag.update(ORDERS_1, 4L);
        lag.update(STOCK_0, 5L);
        assertThat(tell())
                .containsExactlyInAnyOrder(
                        List.of("orders", "group", "client", 7L), List.of("stock", "group", "client", 5L));

        lag.update(ORDERS_0, 0L);
        lag.retain(Set.of(ORDERS_0));
        assertThat(tell())
                .containsExactlyInAnyOrder(
                        List.of("orders", "group", "client", 0L), List.of("stock", "group", "client", -1L));

        lag.retain(Set.of());
        assertThat(tell()).containsExactly(List.of("orders", "group", "client", -1L));
    }

    @Test
    void saysNothingWhenNothingHasChanged() {
        lag.update(ORDERS_0, 3L);
        tell();
        lag.update(ORDERS_0, 3L);
        lag.retain(Set.of(ORDERS_0));
        assertThat(tell()).isEmpty();
    }

    private List<List<Object>> tell() {
        told.clear();
        lag.tell("group", "client");
        return new ArrayList<>(told);
    }
}

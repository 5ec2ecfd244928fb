package shop.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import shop.loms.v1.OrderStatus;
import shop.loms.v1.OrderStatusChanged;

class StatusChangeTest {
    private static final UUID EVENT = UUID.fromString("0b0e6a0e-7b1e-4d8f-9a52-3f0f6f6f0001");

    @Test
    void readsAChange() {
        StatusChange change = StatusChange.parse(valid().build().toByteArray());

        assertThat(change.eventId).isEqualTo(EVENT);
        assertThat(change.orderId).isEqualTo(12);
        assertThat(change.userId).isEqualTo(7);
        assertThat(change.status).isEqualTo(OrderStatus.ORDER_STATUS_PAID);
    }

    @Test
    void refusesWhatIsNone() {
        refuses(null, "no value");
        refuses("hello".getBytes(StandardCharsets.UTF_8), "not an OrderStatusChanged: ");
        refuses(new byte[0], "order_id is 0");
        refuses(valid().setOrderId(-1).build().toByteArray(), "order_id is -1");
        refuses(valid().setStatusValue(0).build().toByteArray(), "status is 0");
        refuses(valid().setStatusValue(99).build().toByteArray(), "status is 99");
        refuses(valid().setEventId("first").build().toByteArray(), "Invalid UUID string: first");
    }

    private static void refuses(byte[] value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatusChange.parse(value))
                .withMessageStartingWith(message);
    }

    private static OrderStatusChanged.Builder valid() {
        return OrderStatusChanged.newBuilder()
                .setEventId(EVENT.toString())
                .setOrderId(12)
                .setUserId(7)
                .setStatus(OrderStatus.ORDER_STATUS_PAID)
                .setOccurredAtMillis(1);
    }
}

package shop.notification;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.UUID;
import shop.loms.v1.OrderStatus;
import shop.loms.v1.OrderStatusChanged;

/** A status change of an order, as it has to be. */
final class StatusChange {
    final UUID eventId;
    final long orderId;
    final long userId;
    final OrderStatus status;

    private StatusChange(UUID eventId, long orderId, long userId, OrderStatus status) {
        this.eventId = eventId;
        this.orderId = orderId;
        this.userId = userId;
        this.status = status;
    }

    /**
     * Reads the value of a record.
     *
     * @param value may be null
     * @throws IllegalArgumentException if it is none, with the reason
     */
    static StatusChange parse(byte[] value) {
        if (value == null) {
            throw new IllegalArgumentException("no value");
        }
        OrderStatusChanged message;
        try {
            message = OrderStatusChanged.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not an OrderStatusChanged: " + e.getMessage(), e);
        }
        if (message.getOrderId() <= 0) {
            throw new IllegalArgumentException("order_id is " + message.getOrderId());
        }
        OrderStatus status = message.getStatus();
        if (status == OrderStatus.ORDER_STATUS_UNSPECIFIED || status == OrderStatus.UNRECOGNIZED) {
            throw new IllegalArgumentException("status is " + message.getStatusValue());
        }
        return new StatusChange(
                UUID.fromString(message.getEventId()), message.getOrderId(), message.getUserId(), status);
    }
}

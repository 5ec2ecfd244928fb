package shop.loms;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shop.loms.Refusal.Reason;
import shop.loms.v1.InvalidRequestException;
import shop.loms.v1.Item;
import shop.loms.v1.OrderCancelRequest;
import shop.loms.v1.OrderCancelResponse;
import shop.loms.v1.OrderCreateRequest;
import shop.loms.v1.OrderCreateResponse;
import shop.loms.v1.OrderInfoRequest;
import shop.loms.v1.OrderInfoResponse;
import shop.loms.v1.OrderPayRequest;
import shop.loms.v1.OrderPayResponse;
import shop.loms.v1.OrderStatus;
import shop.loms.v1.OrderStatusChanged;
import shop.loms.v1.RequestValidation;
import shop.loms.v1.StocksInfoRequest;
import shop.loms.v1.StocksInfoResponse;

/**
 * What loms does, whichever protocol asks. Methods throw {@link InvalidRequestException} for a request that breaks the
 * contract, {@link Refusal} for one that cannot be granted, and {@link SQLException} when the database fails. May be
 * called by any thread.
 */
final class OrderService {
    private static final Logger log = LoggerFactory.getLogger(OrderService.class);

    private final Transactions transactions;
    private final LongConsumer statusChanged;

    /**
     * Makes the service.
     *
     * @param statusChanged told the order's id once a change of its status is committed; must not block
     */
    OrderService(Transactions transactions, LongConsumer statusChanged) {
        this.transactions = transactions;
        this.statusChanged = statusChanged;
    }

    OrderCreateResponse create(OrderCreateRequest request) throws SQLException {
        RequestValidation.check(request);
        List<Item> items = request.getItemsList();
        Created created = transactions.run(connection -> {
            Order order = Orders.insert(connection, request.getUserId(), items);
            publishStatus(connection, order);
            Optional<Item> missing = Stocks.reserve(connection, items);
            changeStatus(
                    connection,
                    order,
                    missing.isPresent() ? OrderStatus.ORDER_STATUS_FAILED : OrderStatus.ORDER_STATUS_AWAITING_PAYMENT);
            return new Created(order.id, missing);
        });
        long id = created.orderId;
        statusChanged.accept(id);
        created.missing.ifPresent(item -> {
            throw new Refusal(
                    Reason.PRECONDITION,
                    "order " + id + " failed: sku " + item.getSku() + " is not in stock " + item.getCount() + " times");
        });
        log.info("Order {} of user {} with {} items created, awaits payment", id, request.getUserId(), items.size());
        return OrderCreateResponse.newBuilder().setOrderId(id).build();
    }

    OrderInfoResponse info(OrderInfoRequest request) throws SQLException {
        RequestValidation.check(request);
        OrderInfoResponse response = transactions.run(connection -> {
            Order order =
                    Orders.find(connection, request.getOrderId()).orElseThrow(() -> noOrder(request.getOrderId()));
            return OrderInfoResponse.newBuilder()
                    .setStatus(order.status)
                    .setUserId(order.userId)
                    .addAllItems(Orders.items(connection, order.id))
                    .build();
        });
        log.info("Order {} looked up: {}", request.getOrderId(), response.getStatus());
        return response;
    }

    OrderPayResponse pay(OrderPayRequest request) throws SQLException {
        RequestValidation.check(request);
        finish(request.getOrderId(), OrderStatus.ORDER_STATUS_PAID);
        return OrderPayResponse.getDefaultInstance();
    }

    OrderCancelResponse cancel(OrderCancelRequest request) throws SQLException {
        RequestValidation.check(request);
        finish(request.getOrderId(), OrderStatus.ORDER_STATUS_CANCELLED);
        return OrderCancelResponse.getDefaultInstance();
    }

    StocksInfoResponse stock(StocksInfoRequest request) throws SQLException {
        RequestValidation.check(request);
        int sku = request.getSku();
        int count = transactions
                .run(connection -> Stocks.available(connection, sku))
                .orElseThrow(() -> new Refusal(Reason.NOT_FOUND, "sku " + sku + " is not stocked"));
        log.info("Stock of sku {} looked up: {}", sku, count);
        return StocksInfoResponse.newBuilder().setCount(count).build();
    }

    /** Cancels every order that has awaited its payment for longer. */
    void cancelUnpaid(Duration longerThan) throws SQLException {
        Optional<Order> cancelled;
        do {
            cancelled = transactions.run(connection -> {
                Optional<Order> unpaid = Orders.lockUnpaid(connection, longerThan);
                if (unpaid.isPresent()) {
                    settle(connection, unpaid.get(), OrderStatus.ORDER_STATUS_CANCELLED);
                }
                return unpaid;
            });
            cancelled.ifPresent(order -> {
                statusChanged.accept(order.id);
                log.info("Order {} cancelled, was not paid within {}", order.id, longerThan);
            });
        } while (cancelled.isPresent());
    }

    private void finish(long orderId, OrderStatus status) throws SQLException {
        boolean changed = transactions.run(connection -> {
            Order order = Orders.lock(connection, orderId).orElseThrow(() -> noOrder(orderId));
            if (order.status == status) {
                return false;
            }
            if (order.status != OrderStatus.ORDER_STATUS_AWAITING_PAYMENT) {
                throw new Refusal(
                        Reason.PRECONDITION, "order " + orderId + " is " + order.status + ", not awaiting payment");
            }
            settle(connection, order, status);
            return true;
        });
        if (changed) {
            statusChanged.accept(orderId);
        }
        log.info("Order {} {} {}", orderId, changed ? "becomes" : "was already", status);
    }

    private static void settle(Connection connection, Order order, OrderStatus status) throws SQLException {
        List<Item> items = Orders.items(connection, order.id);
        if (status == OrderStatus.ORDER_STATUS_PAID) {
            Stocks.remove(connection, items);
        } else {
            Stocks.release(connection, items);
        }
        changeStatus(connection, order, status);
    }

    private static void changeStatus(Connection connection, Order order, OrderStatus status) throws SQLException {
        Orders.setStatus(connection, order.id, status);
        publishStatus(connection, new Order(order.id, order.userId, status));
    }

    private static void publishStatus(Connection connection, Order order) throws SQLException {
        Outbox.add(
                connection,
                OrderStatusChanged.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setOrderId(order.id)
                        .setUserId(order.userId)
                        .setStatus(order.status)
                        .setOccurredAtMillis(System.currentTimeMillis())
                        .build());
    }

    private static Refusal noOrder(long id) {
        return new Refusal(Reason.NOT_FOUND, "there is no order " + id);
    }

    /** An order that was made; it failed if an item is missing. */
    private static final class Created {
        final long orderId;
        final Optional<Item> missing;

        Created(long orderId, Optional<Item> missing) {
            this.orderId = orderId;
            this.missing = missing;
        }
    }
}

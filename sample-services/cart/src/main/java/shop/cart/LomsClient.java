package shop.cart;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import shop.loms.v1.Item;
import shop.loms.v1.LomsGrpc;
import shop.loms.v1.LomsGrpc.LomsBlockingStub;
import shop.loms.v1.OrderCreateRequest;
import shop.loms.v1.StocksInfoRequest;

/** Orders and stock, from the loms service. Every method throws {@link UnavailableException} when loms fails. */
final class LomsClient implements AutoCloseable {
    private final ManagedChannel channel;
    private final LomsBlockingStub stub;
    private final long timeoutMs;

    /**
     * @param target a gRPC target such as {@code host:port}; loms need not be there yet
     * @param timeoutMs longest duration of a call, in milliseconds
     */
    LomsClient(String target, long timeoutMs) {
        this.channel = ManagedChannelBuilder.forTarget(target).usePlaintext().build();
        this.stub = LomsGrpc.newBlockingStub(channel);
        this.timeoutMs = timeoutMs;
    }

    /** How many pieces can be ordered; 0 if loms does not stock the product. */
    long stock(int sku) {
        try {
            return stub.withDeadlineAfter(timeoutMs, TimeUnit.MILLISECONDS)
                    .stocksInfo(StocksInfoRequest.newBuilder().setSku(sku).build())
                    .getCount();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return 0;
            }
            throw unavailable(e);
        }
    }

    /**
     * Orders all the items or none.
     *
     * @return the id of the order
     * @throws RefusedException if loms does not accept the order, because something is out of stock for instance
     */
    long createOrder(long userId, List<CartItem> items) {
        OrderCreateRequest.Builder request = OrderCreateRequest.newBuilder().setUserId(userId);
        for (CartItem item : items) {
            request.addItems(Item.newBuilder().setSku(item.sku).setCount(item.count));
        }
        try {
            return stub.withDeadlineAfter(timeoutMs, TimeUnit.MILLISECONDS)
                    .orderCreate(request.build())
                    .getOrderId();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.FAILED_PRECONDITION) {
                throw new RefusedException(
                        RefusedException.Reason.CONFLICT, e.getStatus().getDescription());
            }
            throw unavailable(e);
        }
    }

    private static UnavailableException unavailable(StatusRuntimeException e) {
        return new UnavailableException("loms answered " + e.getStatus().getCode(), e);
    }

    /** Lets the calls under way finish, and closes the connection. */
    @Override
    public void close() {
        channel.shutdown();
        try {
            if (!channel.awaitTermination(timeoutMs, TimeUnit.MILLISECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

package shop.cart;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import shop.loms.v1.LomsGrpc;
import shop.loms.v1.OrderCreateRequest;
import shop.loms.v1.OrderCreateResponse;
import shop.loms.v1.StocksInfoRequest;
import shop.loms.v1.StocksInfoResponse;

/** Stands in for loms on a real gRPC server: keeps what was ordered, and fails or dawdles when told to. */
final class LomsDouble extends LomsGrpc.LomsImplBase implements AutoCloseable {
    static final long FIRST_ORDER = 101;

    final Map<Integer, Long> stock = new ConcurrentHashMap<>();
    final List<OrderCreateRequest> orders = new CopyOnWriteArrayList<>();
    volatile Status failure;
    volatile long delayMs;
    private final Server server;

    LomsDouble() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .addService(this)
                .build()
                .start();
        reset();
    }

    void reset() {
        stock.clear();
        for (int sku = 1001; sku <= 1010; sku++) {
            stock.put(sku, 5_000L);
        }
        stock.put(1011, 1L);
        orders.clear();
        failure = null;
        delayMs = 0;
    }

    /** Waits until the first order has arrived; it may not be answered yet. */
    void awaitOrder() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (orders.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no order arrived");
            }
            Thread.sleep(10);
        }
    }

    String target() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void stocksInfo(StocksInfoRequest request, StreamObserver<StocksInfoResponse> answer) {
        Long count = stock.get(request.getSku());
        if (count == null) {
            answer.onError(Status.NOT_FOUND.asRuntimeException());
        } else {
            answer(answer, StocksInfoResponse.newBuilder().setCount(count).build());
        }
    }

    @Override
    public void orderCreate(OrderCreateRequest request, StreamObserver<OrderCreateResponse> answer) {
        long orderId = FIRST_ORDER;
        if (failure == null) {
            synchronized (orders) {
                orderId += orders.size();
                orders.add(request);
            }
        }
        answer(answer, OrderCreateResponse.newBuilder().setOrderId(orderId).build());
    }

    private <T> void answer(StreamObserver<T> answer, T message) {
        try {
            Thread.sleep(delayMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            answer.onError(failure.asRuntimeException());
            return;
        }
        answer.onNext(message);
        answer.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}

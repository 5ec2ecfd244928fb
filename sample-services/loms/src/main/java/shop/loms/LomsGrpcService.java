package shop.loms;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.Callable;
import shop.loms.v1.LomsGrpc;
import shop.loms.v1.OrderCancelRequest;
import shop.loms.v1.OrderCancelResponse;
import shop.loms.v1.OrderCreateRequest;
import shop.loms.v1.OrderCreateResponse;
import shop.loms.v1.OrderInfoRequest;
import shop.loms.v1.OrderInfoResponse;
import shop.loms.v1.OrderPayRequest;
import shop.loms.v1.OrderPayResponse;
import shop.loms.v1.StocksInfoRequest;
import shop.loms.v1.StocksInfoResponse;

/** {@link OrderService} on gRPC. */
final class LomsGrpcService extends LomsGrpc.LomsImplBase {
    private final OrderService orders;

    LomsGrpcService(OrderService orders) {
        this.orders = orders;
    }

    @Override
    public void orderCreate(OrderCreateRequest request, StreamObserver<OrderCreateResponse> observer) {
        answer(observer, "OrderCreate", () -> orders.create(request));
    }

    @Override
    public void orderInfo(OrderInfoRequest request, StreamObserver<OrderInfoResponse> observer) {
        answer(observer, "OrderInfo", () -> orders.info(request));
    }

    @Override
    public void orderPay(OrderPayRequest request, StreamObserver<OrderPayResponse> observer) {
        answer(observer, "OrderPay", () -> orders.pay(request));
    }

    @Override
    public void orderCancel(OrderCancelRequest request, StreamObserver<OrderCancelResponse> observer) {
        answer(observer, "OrderCancel", () -> orders.cancel(request));
    }

    @Override
    public void stocksInfo(StocksInfoRequest request, StreamObserver<StocksInfoResponse> observer) {
        answer(observer, "StocksInfo", () -> orders.stock(request));
    }

    private static <T> void answer(StreamObserver<T> observer, String operation, Callable<T> call) {
        T response;
        try {
            response = call.call();
        } catch (Exception e) {
            observer.onError(Failures.toStatus(operation, e).asRuntimeException());
            return;
        }
        observer.onNext(response);
        observer.onCompleted();
    }
}

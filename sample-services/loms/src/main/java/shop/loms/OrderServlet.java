package shop.loms;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.sql.SQLException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import shop.loms.Refusal.Reason;
import shop.loms.v1.InvalidRequestException;
import shop.loms.v1.OrderCancelRequest;
import shop.loms.v1.OrderCreateRequest;
import shop.loms.v1.OrderInfoRequest;
import shop.loms.v1.OrderPayRequest;

/**
 * {@code POST /order/create}, {@code GET /order/{id}}, {@code POST /order/{id}/pay}, {@code POST /order/{id}/cancel}.
 */
final class OrderServlet extends GatewayServlet {
    private static final long serialVersionUID = 1L;

    private final transient OrderService orders;

    OrderServlet(OrderService orders) {
        this.orders = orders;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, () -> info(path(request)));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, () -> {
            String[] path = path(request);
            return path.length == 1 && path[0].equals("create") ? create(request) : finish(path);
        });
    }

    private Message info(String[] path) throws SQLException {
        if (path.length != 1) {
            throw noSuchPath();
        }
        return orders.info(
                OrderInfoRequest.newBuilder().setOrderId(orderId(path[0])).build());
    }

    private Message create(HttpServletRequest request) throws IOException, SQLException {
        OrderCreateRequest.Builder order = OrderCreateRequest.newBuilder();
        try {
            JsonFormat.parser().merge(request.getReader(), order);
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidRequestException("body is no order: " + e.getMessage());
        }
        return orders.create(order.build());
    }

    private Message finish(String[] path) throws SQLException {
        String action = path.length == 2 ? path[1] : "";
        switch (action) {
            case "pay":
                return orders.pay(OrderPayRequest.newBuilder()
                        .setOrderId(orderId(path[0]))
                        .build());
            case "cancel":
                return orders.cancel(OrderCancelRequest.newBuilder()
                        .setOrderId(orderId(path[0]))
                        .build());
            default:
                throw noSuchPath();
        }
    }

    private static String[] path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? new String[0] : info.substring(1).split("/", -1);
    }

    private static long orderId(String segment) {
        return parseNumber("order_id", segment);
    }

    private static Refusal noSuchPath() {
        return new Refusal(
                Reason.NOT_FOUND, "there is /order/create, /order/{id}, /order/{id}/pay and /order/{id}/cancel");
    }
}

package shop.loms;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import shop.loms.v1.InvalidRequestException;
import shop.loms.v1.StocksInfoRequest;

/** {@code GET /stock/{sku}}. */
final class StockServlet extends GatewayServlet {
    private static final long serialVersionUID = 1L;

    private final transient OrderService orders;

    StockServlet(OrderService orders) {
        this.orders = orders;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, () -> {
            String path = request.getPathInfo();
            int sku = parseSku(path == null ? "" : path.substring(1));
            return orders.stock(StocksInfoRequest.newBuilder().setSku(sku).build());
        });
    }

    private static int parseSku(String segment) {
        long sku = parseNumber("sku", segment);
        if (sku != (int) sku) {
            throw new InvalidRequestException("sku must be 1 to " + Integer.MAX_VALUE + ", is " + sku);
        }
        return (int) sku;
    }
}

package shop.loms.v1;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestValidationTest {
    @Test
    void acceptsTheLargestOrder() {
        OrderCreateRequest.Builder order = OrderCreateRequest.newBuilder().setUserId(Long.MAX_VALUE);
        IntStream.rangeClosed(1, 100).forEach(sku -> order.addItems(item(sku, 1000)));
        assertThatCode(() -> RequestValidation.check(order.build())).doesNotThrowAnyException();
    }

    @Test
    void refusesAnOrderWithoutUser() {
        refuses(OrderCreateRequest.newBuilder().addItems(item(1, 1)), "user_id must be positive, is 0");
        refuses(order().setUserId(-5).addItems(item(1, 1)), "user_id must be positive, is -5");
    }

    @Test
    void refusesNoItemsAndTooMany() {
        refuses(order(), "items must hold 1 to 100 entries, holds 0");
        OrderCreateRequest.Builder order = order();
        IntStream.rangeClosed(1, 101).forEach(sku -> order.addItems(item(sku, 1)));
        refuses(order, "items must hold 1 to 100 entries, holds 101");
    }

    @Test
    void namesTheItemThatIsWrong() {
        refuses(order().addItems(item(1, 1)).addItems(item(0, 1)), "items[1].sku must be 1 to 2147483647, is 0");
        refuses(order().addItems(item(-1, 1)), "items[0].sku must be 1 to 2147483647, is 4294967295");
        refuses(order().addItems(item(1, 0)), "items[0].count must be 1 to 1000, is 0");
        refuses(order().addItems(item(1, 1001)), "items[0].count must be 1 to 1000, is 1001");
        refuses(order().addItems(item(1, -1)), "items[0].count must be 1 to 1000, is 4294967295");
        refuses(order().addItems(item(7, 1)).addItems(item(7, 2)), "items[1].sku 7 stands in the order twice");
    }

    @Test
    void refusesIdsThatAreNotPositive() {
        assertThatThrownBy(() -> RequestValidation.check(OrderInfoRequest.getDefaultInstance()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("order_id must be positive, is 0");
        assertThatThrownBy(() -> RequestValidation.check(
                        OrderPayRequest.newBuilder().setOrderId(-1).build()))
                .hasMessage("order_id must be positive, is -1");
        assertThatThrownBy(() -> RequestValidation.check(OrderCancelRequest.getDefaultInstance()))
                .hasMessage("order_id must be positive, is 0");
        assertThatThrownBy(() -> RequestValidation.check(StocksInfoRequest.getDefaultInstance()))
                .hasMessage("sku must be 1 to 2147483647, is 0");
    }

    private static void refuses(OrderCreateRequest.Builder request, String message) {
        assertThatThrownBy(() -> RequestValidation.check(request.build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    private static OrderCreateRequest.Builder order() {
        return OrderCreateRequest.newBuilder().setUserId(1);
    }

    private static Item item(int sku, int count) {
        return Item.newBuilder().setSku(sku).setCount(count).build();
    }
}

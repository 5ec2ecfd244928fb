package shop.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CartPathTest {
    @ParameterizedTest
    @CsvSource({"/7/cart, CART", "/7/cart/1001, ITEM", "/7/checkout, CHECKOUT"})
    void knowsItsTargets(String pathInfo, CartPath.Target target) {
        assertThat(new CartPath(pathInfo).target()).isEqualTo(target);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"/", "/7", "/7/", "/7/basket", "/7/cart/1001/count", "/7/checkout/now"})
    void leadsNowhereElse(String pathInfo) {
        assertThat(new CartPath(pathInfo).target()).isEqualTo(CartPath.Target.NOTHING);
    }

    @Test
    void readsUserAndSku() {
        CartPath path = new CartPath("/9223372036854775807/cart/2147483647");

        assertThat(path.userId()).isEqualTo(Long.MAX_VALUE);
        assertThat(path.sku()).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/0/cart/0", "/-1/cart/-1", "/me/cart/cup", "//cart/", "/9223372036854775808/cart/2147483648"})
    void refusesWhatIsNoPositiveNumber(String pathInfo) {
        CartPath path = new CartPath(pathInfo);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(path::userId)
                .withMessageStartingWith("user must be a number from 1 to ");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(path::sku)
                .withMessageStartingWith("sku must be a number from 1 to ");
    }
}

package shop.cart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CartContentsTest {
    @Test
    void addsUpPiecesTimesPrice() {
        Map<Integer, Product> products =
                Map.of(1001, new Product(1001, "Cup", 690), 1003, new Product(1003, "Jug", 1990));

        CartContents contents = new CartContents(List.of(new CartItem(1001, 2), new CartItem(1003, 1)), products);

        assertThat(contents.total).isEqualTo(2 * 690 + 1990);
        assertThat(contents.items).extracting(line -> line.name).containsExactly("Cup", "Jug");
    }

    @Test
    void isNotConfusedByTotalsAboveAnInt() {
        Map<Integer, Product> products = Map.of(1, new Product(1, "Yacht", Integer.MAX_VALUE));

        assertThat(new CartContents(List.of(new CartItem(1, 1000)), products).total)
                .isEqualTo(1000L * Integer.MAX_VALUE);
    }
}

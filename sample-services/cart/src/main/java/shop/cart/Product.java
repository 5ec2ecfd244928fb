package shop.cart;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What the product service tells about a sku. */
@JsonIgnoreProperties(ignoreUnknown = true)
final class Product {
    final int sku;
    final String name;
    /** In cents. */
    final int price;

    @JsonCreator
    Product(
            @JsonProperty(value = "sku", required = true) int sku,
            @JsonProperty(value = "name", required = true) String name,
            @JsonProperty(value = "price", required = true) int price) {
        this.sku = sku;
        this.name = name;
        this.price = price;
    }
}

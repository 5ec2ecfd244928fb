package shop.product;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The fixed assortment of the shop, ordered by sku. Immutable. */
final class Catalogue {
    private final Map<Long, Article> articles = new TreeMap<>();

    Catalogue() {
        add(1001, "Espresso cup", 690);
        add(1002, "Cappuccino cup", 890);
        add(1003, "Milk jug", 1990);
        add(1004, "Tamper", 2450);
        add(1005, "Coffee grinder", 12900);
        add(1006, "Filter papers", 390);
        add(1007, "Kettle", 5900);
        add(1008, "Coffee scale", 3990);
        add(1009, "House blend 1 kg", 1890);
        add(1010, "Single origin 250 g", 1150);
        add(1011, "Lever espresso machine", 189900);
    }

    private void add(long sku, String name, int price) {
        articles.put(sku, new Article(sku, name, price));
    }

    Optional<Article> find(long sku) {
        return Optional.ofNullable(articles.get(sku));
    }

    Collection<Article> all() {
        return Collections.unmodifiableCollection(articles.values());
    }
}

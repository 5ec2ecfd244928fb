package shop.product;

/**
 * An article of the catalogue.
 *
 * @param sku stock keeping unit, positive
 * @param name what the customer reads, never null
 * @param price in cents, positive
 */
record Article(long sku, String name, int price) {}

package shop.demo;

import java.time.Duration;

/** The shoppers alone, for services that run somewhere else, as in compose.yml. */
final class Load {

    private Load() {}

    /** Addresses of cart, product and loms, and the seconds to shop for. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 4) {
            System.err.println("usage: Load CART_URL PRODUCT_URL LOMS_URL SECONDS");
            System.exit(2);
        }
        ShopClient client = new ShopClient(arguments[0], arguments[1], arguments[2]);
        new Shopping(client).run(Duration.ofSeconds(Integer.parseInt(arguments[3])), new Terminal());
        ShopClient.Summary summary = client.summary();
        System.out.println(summary.requests() + " requests, " + summary.unexpected() + " unexpected answers "
                + summary.examples());
    }
}

package io.obsagent.verify.apps.httpserver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Code of an application's own, for rules that name its methods. */
final class Shop {

    private Shop() {}

    /** Calls everything once, and tells the results. */
    static String visit() {
        Order order = new Order(new Customer("c-17"), Arrays.asList("tea", "cup", "pot"));
        Checkout checkout = new Checkout("main");
        StringBuilder results = new StringBuilder();
        results.append(checkout.place(order, true));
        try {
            checkout.fail("sold out");
        } catch (IllegalStateException e) {
            results.append(' ').append(e.getMessage());
        }
        results.append(' ').append(checkout.countdown(2));
        Pricing pricing = new Discount();
        results.append(' ').append(pricing.price(order)).append(' ').append(pricing.priceAll(order, order));
        Stock stock = new Stock();
        results.append(' ').append(stock.take("tea")).append(' ').append(stock.take("tea", 2));
        return results.append(' ')
                .append(stock.put("cup"))
                .append(' ')
                .append(stock)
                .toString();
    }

    enum Tier {
        GOLD
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface Watched {}

    static final class Customer {
        private final String id;

        Customer(String id) {
            this.id = id;
        }

        /** Not read, as there is a field. */
        String getId() {
            throw new IllegalStateException("a getter");
        }

        Tier getTier() {
            return Tier.GOLD;
        }

        boolean isNew() {
            return true;
        }

        String getBroken() {
            throw new IllegalStateException("a getter");
        }
    }

    static class Numbered {
        protected final long number = 4711;
    }

    static final class Order extends Numbered {
        final Customer customer;
        final Customer payer = null;
        private final List<String> items;

        Order(Customer customer, List<String> items) {
            this.customer = customer;
            this.items = Collections.unmodifiableList(items);
        }

        BigDecimal total() {
            return new BigDecimal("12.50");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("toString");
        }
    }

    static final class Checkout {
        private final String name;

        Checkout(String name) {
            this.name = name;
        }

        long place(Order order, boolean express) {
            return tax(1000, 0.19) + (express ? 500 : 0) + order.items.size();
        }

        private static long tax(int amount, double rate) {
            return (long) (amount * rate);
        }

        void fail(String why) {
            throw new IllegalStateException(why);
        }

        int countdown(int from) {
            return from == 0 ? 0 : 1 + countdown(from - 1);
        }
    }

    interface Pricing {
        long price(Order order);

        default long priceAll(Order... orders) {
            long sum = 0;
            for (Order order : orders) {
                sum += price(order);
            }
            return sum;
        }
    }

    abstract static class Rounded implements Pricing {
        @Override
        public long price(Order order) {
            return round(order.total().doubleValue());
        }

        abstract long round(double price);
    }

    static final class Discount extends Rounded {
        @Override
        long round(double price) {
            return (long) price;
        }
    }

    @Watched
    static final class Stock {
        private int taken;

        int take(String item) {
            return take(item, 1);
        }

        int take(String item, int count) {
            taken += count;
            return taken;
        }

        @Watched
        int put(String item) {
            return --taken;
        }

        @Override
        public String toString() {
            return "stock";
        }
    }
}

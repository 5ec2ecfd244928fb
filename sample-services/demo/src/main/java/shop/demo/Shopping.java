package shop.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A few shoppers at work for a while. Their journeys take turns, so that every kind occurs however short the load is; the
 * bound is the number of shoppers and the pause each makes between journeys.
 */
final class Shopping {

    private static final int SHOPPERS = 4;
    private static final long PAUSE_MILLIS = 150;
    private static final int SLOW_MILLIS = 700;
    private static final int FIRST_SKU = 1001;
    private static final int PLENTIFUL_SKUS = 10;
    /** Of this one the catalogue has it, and the stock a single piece. */
    private static final int RARE_SKU = 1011;

    private static final int UNKNOWN_SKU = 999_999;

    private final ShopClient client;
    private final AtomicLong journeys = new AtomicLong();
    private final AtomicBoolean rarePieceWanted = new AtomicBoolean();
    private final AtomicLong slowRounds = new AtomicLong();
    private final AtomicLong users = new AtomicLong(1000);

    Shopping(ShopClient client) {
        this.client = client;
    }

    /** One way through the shop. */
    private interface Journey {
        void go(long user, long sku) throws InterruptedException, IOException;
    }

    /** The first round meets all of them; the slow one is at the end so that the others are fast in the beginning. */
    private final List<Journey> plan = List.of(
            this::buy,
            this::changeOfMind,
            this::buy,
            this::unknownProduct,
            this::lookAround,
            this::buy,
            this::outOfStock,
            this::buy,
            this::slowProduct);

    /** Shops for that long, then waits until everyone has finished the journey begun. */
    void run(Duration duration, Terminal terminal) throws InterruptedException {
        long start = System.nanoTime();
        long deadline = start + duration.toNanos();
        ExecutorService shoppers = Executors.newFixedThreadPool(SHOPPERS);
        try {
            for (int i = 0; i < SHOPPERS; i++) {
                shoppers.execute(() -> shopUntil(deadline));
            }
            shoppers.shutdown();
            for (int second = 1; !shoppers.awaitTermination(1, TimeUnit.SECONDS); second++) {
                String state = "load " + Math.min(second, duration.toSeconds()) + " of " + duration.toSeconds() + " s, "
                        + client.requests() + " requests";
                terminal.status(state);
                if (!terminal.isInteractive() && second % 5 == 0) {
                    terminal.line("  " + state);
                }
            }
        } finally {
            shoppers.shutdownNow();
            terminal.status(null);
        }
    }

    private void shopUntil(long deadline) {
        try {
            while (System.nanoTime() < deadline) {
                long number = journeys.getAndIncrement();
                Journey journey = plan.get((int) (number % plan.size()));
                journey.go(users.incrementAndGet(), sku(number));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the demo ends
        } catch (IOException e) {
            throw new IllegalStateException("product cannot be slowed down", e);
        }
    }

    private void buy(long user, long sku) throws InterruptedException {
        client.browse(sku);
        client.add(user, sku, 1);
        client.add(user, sku(sku + 1), 2);
        client.add(user, sku(sku + 4), 1);
        client.list(user);
        String order = client.checkOut(user);
        if (order != null) {
            client.order(order);
            client.pay(order);
        }
    }

    private void changeOfMind(long user, long sku) throws InterruptedException {
        client.add(user, sku, 3);
        client.list(user);
        String order = client.checkOut(user);
        if (order != null) {
            client.cancel(order);
        }
    }

    private void lookAround(long user, long sku) throws InterruptedException {
        client.browse(sku);
        client.add(user, sku, 1);
        client.remove(user, sku);
        client.add(user, sku(sku + 1), 1);
        client.list(user);
        client.clear(user);
    }

    private void unknownProduct(long user, long sku) throws InterruptedException {
        client.browse(sku);
        client.addInVain(user, UNKNOWN_SKU, "unknown product");
    }

    /** Two want the last piece; the one who checks out first gets it. From then on it cannot even be added. */
    private void outOfStock(long user, long sku) throws InterruptedException {
        if (rarePieceWanted.getAndSet(true)) {
            client.addInVain(user, RARE_SKU, "out of stock");
            return;
        }
        long rival = users.incrementAndGet();
        client.add(user, RARE_SKU, 1);
        client.add(rival, RARE_SKU, 1);
        client.checkOut(user);
        client.checkOutInVain(rival, "out of stock at checkout");
    }

    /** Everybody suffers from it, so not in every round. */
    private void slowProduct(long user, long sku) throws InterruptedException, IOException {
        if (slowRounds.getAndIncrement() % 4 != 0) {
            lookAround(user, sku);
            return;
        }
        client.slowProduct(SLOW_MILLIS);
        try {
            client.add(user, sku, 1);
            client.list(user);
        } finally {
            client.slowProduct(0);
        }
    }

    private static int sku(long number) {
        return FIRST_SKU + (int) (number % PLENTIFUL_SKUS);
    }
}

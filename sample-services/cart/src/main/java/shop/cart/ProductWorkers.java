package shop.cart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A pool of threads that looks up many products at once. */
final class ProductWorkers implements AutoCloseable {
    private static final int QUEUE_PER_WORKER = 100;

    private final Products products;
    private final ThreadPoolExecutor pool;
    private final long timeoutMs;

    /**
     * @param workers number of threads
     * @param timeoutMs how long one {@link #findAll} may take as a whole, in milliseconds
     */
    ProductWorkers(Products products, int workers, long timeoutMs) {
        this.products = products;
        this.timeoutMs = timeoutMs;
        AtomicInteger number = new AtomicInteger();
        // when the queue is full the thread of the request does the work itself, which slows the callers down
        this.pool = new ThreadPoolExecutor(
                workers,
                workers,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(workers * QUEUE_PER_WORKER),
                task -> new Thread(task, "product-worker-" + number.incrementAndGet()),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    /**
     * Looks up one product.
     *
     * @throws RefusedException if the shop does not sell it
     * @throws UnavailableException if it cannot be told
     */
    Product find(int sku) {
        try {
            return known(sku, products.find(sku));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Looks up the products of a cart, in parallel.
     *
     * @return every product by its sku
     * @throws RefusedException if the shop does not sell one of them
     * @throws UnavailableException if one of them cannot be told, or not in time
     */
    Map<Integer, Product> findAll(List<CartItem> items) {
        List<Callable<Product>> tasks = new ArrayList<>(items.size());
        for (CartItem item : items) {
            tasks.add(() -> known(item.sku, products.find(item.sku)));
        }
        try {
            Map<Integer, Product> found = new HashMap<>();
            for (Future<Product> future : pool.invokeAll(tasks, timeoutMs, TimeUnit.MILLISECONDS)) {
                Product product = future.get();
                found.put(product.sku, product);
            }
            return found;
        } catch (CancellationException e) {
            throw new UnavailableException("product did not answer within " + timeoutMs + " ms", e);
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Product known(int sku, Optional<Product> product) {
        return product.orElseThrow(
                () -> new RefusedException(RefusedException.Reason.UNKNOWN_PRODUCT, "unknown product " + sku));
    }

    private static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof RefusedException || cause instanceof UnavailableException) {
            return (RuntimeException) cause;
        }
        return new UnavailableException("product cannot be asked", cause);
    }

    private static UnavailableException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new UnavailableException("the service is stopping", e);
    }

    /** Finishes the look-ups under way and ends the threads. */
    @Override
    public void close() {
        pool.shutdown();
    }
}

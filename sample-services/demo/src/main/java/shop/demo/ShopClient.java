package shop.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a shopper's browser does, counted and timed from the outside. Thread-safe. */
final class ShopClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_EXAMPLES = 5;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String cart;
    private final String product;
    private final String loms;
    private final List<Long> nanos = new ArrayList<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final List<String> unexpected = new ArrayList<>();
    private int unexpectedCount;

    ShopClient(String cart, String product, String loms) {
        this.cart = cart;
        this.product = product;
        this.loms = loms;
    }

    /** What the services answered so far. {@code refusals} are those that the journeys mean to provoke. */
    record Summary(
            int requests,
            Duration p50,
            Duration p95,
            Map<String, Integer> refusals,
            int unexpected,
            List<String> examples) {}

    void browse(long sku) throws InterruptedException {
        expectSuccess("GET", product + "/products");
        expectSuccess("GET", product + "/product/" + sku);
    }

    void add(long user, long sku, int count) throws InterruptedException {
        expectSuccess("POST", item(user, sku) + "?count=" + count);
    }

    /** Adds what there is no such thing of, or not enough. */
    void addInVain(long user, long sku, String why) throws InterruptedException {
        expectRefusal("POST", item(user, sku) + "?count=1", why);
    }

    void remove(long user, long sku) throws InterruptedException {
        expectSuccess("DELETE", item(user, sku));
    }

    void list(long user) throws InterruptedException {
        expectSuccess("GET", cart(user));
    }

    void clear(long user) throws InterruptedException {
        expectSuccess("DELETE", cart(user));
    }

    /** Returns the order's id, or null if there was no order. */
    String checkOut(long user) throws InterruptedException {
        String body = expectSuccess("POST", checkout(user));
        try {
            return body == null ? null : JSON.readTree(body).path("orderId").asText(null);
        } catch (JsonProcessingException e) {
            unexpected("a checkout answered " + body);
            return null;
        }
    }

    void checkOutInVain(long user, String why) throws InterruptedException {
        expectRefusal("POST", checkout(user), why);
    }

    void order(String id) throws InterruptedException {
        expectSuccess("GET", loms + "/order/" + id);
    }

    void pay(String id) throws InterruptedException {
        expectSuccess("POST", loms + "/order/" + id + "/pay");
    }

    void cancel(String id) throws InterruptedException {
        expectSuccess("POST", loms + "/order/" + id + "/cancel");
    }

    /** Makes product slow, or well again with 0. Not part of the load. */
    void slowProduct(int delayMillis) throws IOException, InterruptedException {
        setFault("delayMs=" + delayMillis);
    }

    /** Makes product fail, or well again with 0: the share of its answers that are errors. Not part of the load. */
    void failingProduct(double errorRate) throws IOException, InterruptedException {
        setFault("errorRate=" + errorRate);
    }

    synchronized int requests() {
        return nanos.size();
    }

    synchronized Summary summary() {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return new Summary(
                sorted.size(),
                quantile(sorted, 0.5),
                quantile(sorted, 0.95),
                new TreeMap<>(refusals),
                unexpectedCount,
                List.copyOf(unexpected));
    }

    private void setFault(String fault) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(product + "/admin/faults?" + fault))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .timeout(TIMEOUT)
                .build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
    }

    private String cart(long user) {
        return cart + "/user/" + user + "/cart";
    }

    private String item(long user, long sku) {
        return cart(user) + "/" + sku;
    }

    private String checkout(long user) {
        return cart + "/user/" + user + "/checkout";
    }

    private String expectSuccess(String method, String url) throws InterruptedException {
        HttpResponse<String> response = send(method, url);
        if (response == null) {
            return null;
        }
        if (response.statusCode() / 100 != 2) {
            unexpected(method + " " + url + " answered " + response.statusCode() + " " + response.body());
            return null;
        }
        return response.body();
    }

    private void expectRefusal(String method, String url, String why) throws InterruptedException {
        HttpResponse<String> response = send(method, url);
        if (response != null && response.statusCode() / 100 == 4) {
            refused(why);
        } else if (response != null) {
            unexpected(method + " " + url + " answered " + response.statusCode() + " instead of refusing: " + why);
        }
    }

    private HttpResponse<String> send(String method, String url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(TIMEOUT)
                .build();
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            timed(System.nanoTime() - start);
            return response;
        } catch (IOException e) {
            unexpected(method + " " + url + ": " + e);
            return null;
        }
    }

    private synchronized void timed(long duration) {
        nanos.add(duration);
    }

    private synchronized void refused(String why) {
        refusals.merge(why, 1, Integer::sum);
    }

    private synchronized void unexpected(String what) {
        unexpectedCount++;
        if (unexpected.size() < MAX_EXAMPLES) {
            unexpected.add(what);
        }
    }

    private static Duration quantile(List<Long> sorted, double q) {
        return sorted.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(sorted.get((int) Math.min(sorted.size() - 1, q * sorted.size())));
    }
}

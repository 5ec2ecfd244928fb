package io.obsagent.benchmarks;

import io.obsagent.benchmarks.http.HttpConnection;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Reads /metrics as a Prometheus server would, every 15 seconds. */
final class Scraper implements AutoCloseable {

    private static final int INTERVAL_SECONDS = 15;
    private static final byte[] REQUEST = HttpConnection.get("/metrics");

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    /** Starts; a service that is not yet ready is no error. */
    Scraper(int port) {
        thread.scheduleAtFixedRate(() -> scrape(port), INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    private static void scrape(int port) {
        try (HttpConnection connection = new HttpConnection(port)) {
            connection.send(REQUEST);
        } catch (IOException e) {
            System.err.println("no /metrics: " + e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

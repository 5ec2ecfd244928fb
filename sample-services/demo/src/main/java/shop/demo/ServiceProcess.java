package shop.demo;

import io.obsagent.testkit.ForkedApp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * One sample service in its JVM.
 *
 * @param url base address of its HTTP server
 * @param metricsUrl where its agent serves metrics, null without the agent
 */
record ServiceProcess(String name, String url, String metricsUrl, ForkedApp app, OutputLog log)
        implements AutoCloseable {

    private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Waits until the service says it is ready.
     *
     * @throws IllegalStateException if it ends or does not get ready; the message holds the end of its output
     */
    void awaitHealthy(HttpClient client) throws InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(URI.create(url + "/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + READY_TIMEOUT.toNanos();
        while (!answersOk(client, health)) {
            if (!app.isAlive() || System.nanoTime() > deadline) {
                String what = app.isAlive() ? " is not ready after " + READY_TIMEOUT : " has ended";
                throw new IllegalStateException(name + what + "; its last lines:\n" + lastLines());
            }
            Thread.sleep(100);
        }
    }

    @Override
    public void close() throws IOException {
        if (app.isAlive()) {
            app.stop(STOP_TIMEOUT);
        }
        log.close();
    }

    private static boolean answersOk(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    private String lastLines() {
        List<ForkedApp.Line> lines = app.lines();
        StringBuilder text = new StringBuilder();
        for (ForkedApp.Line line : lines.subList(Math.max(0, lines.size() - 20), lines.size())) {
            text.append("    ").append(line.text()).append('\n');
        }
        return text.toString();
    }
}

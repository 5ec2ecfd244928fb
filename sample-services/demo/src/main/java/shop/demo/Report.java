package shop.demo;

import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints what there is to see after the load. */
final class Report {

    /** Longer than the batch span processor's default delay of 5 seconds. */
    private static final Duration TRACE_TIMEOUT = Duration.ofSeconds(15);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final Estate estate;
    private final Terminal terminal;
    private final Palette palette;
    private final Map<String, PrometheusScrape> before = new HashMap<>();
    private long scrapedAt;

    Report(Estate estate, Terminal terminal) {
        this.estate = estate;
        this.terminal = terminal;
        palette = terminal.palette();
    }

    /** Takes the scrapes that those after the load are compared with. */
    void beforeLoad() {
        if (estate.hasAgent()) {
            scrapedAt = System.nanoTime();
            for (ServiceProcess service : estate.services()) {
                before.put(service.name(), PrometheusScrape.fetch(service.metricsUrl()));
            }
        }
    }

    /** Returns whether everything there should be to see was there. */
    boolean print(ShopClient.Summary load) throws InterruptedException, IOException {
        printLoad(load);
        boolean complete = load.unexpected() == 0;
        if (estate.hasAgent()) {
            complete &= printSignals();
            Optional<List<ReceivedSpan>> checkout = awaitCheckout();
            if (checkout.isPresent()) {
                complete &= printTrace(checkout.get());
                complete &= printLogs(checkout.get());
            } else {
                terminal.line(palette.red("  No trace of a successful checkout arrived within " + TRACE_TIMEOUT));
                complete = false;
            }
        }
        return complete;
    }

    /** Tells what can be done while everything is up. */
    void printInvitation() throws IOException {
        String cart = estate.service("cart").url();
        heading("All of it stays up until Ctrl-C");
        terminal.line("  curl -X POST '" + cart + "/user/1/cart/1001?count=2'");
        terminal.line("  curl " + cart + "/user/1/cart");
        terminal.line("  curl -X POST " + cart + "/user/1/checkout");
        terminal.line("  curl -X PUT '" + estate.service("product").url() + "/admin/faults?delayMs=300&errorRate=0.2'");
        if (estate.hasAgent()) {
            terminal.line("  curl -H 'Accept: application/openmetrics-text' "
                    + estate.service("cart").metricsUrl());
        }
        terminal.line("  tail -f " + estate.logs().resolve("cart.log"));
    }

    private void printLoad(ShopClient.Summary load) {
        terminal.line(String.format(
                Locale.ROOT,
                "  %d requests, p50 %s, p95 %s as the shoppers saw it; refused as meant: %s",
                load.requests(),
                TraceTree.duration(load.p50().toNanos()),
                TraceTree.duration(load.p95().toNanos()),
                load.refusals().entrySet().stream()
                        .map(refusal -> refusal.getValue() + " " + refusal.getKey())
                        .collect(Collectors.joining(", "))));
        if (load.unexpected() > 0) {
            terminal.line("  " + palette.red(load.unexpected() + " unexpected answers, such as"));
            load.examples().forEach(example -> terminal.line("    " + example));
        }
    }

    private boolean printSignals() {
        List<GoldenSignals> signals = new ArrayList<>();
        heading("Metrics");
        for (ServiceProcess service : estate.services()) {
            PrometheusScrape after = PrometheusScrape.fetch(service.metricsUrl());
            Duration elapsed = Duration.ofNanos(System.nanoTime() - scrapedAt);
            int samples = after.families().stream()
                    .mapToInt(family -> family.samples().size())
                    .sum();
            terminal.line(String.format(
                    Locale.ROOT,
                    "  %-13s %s  %s",
                    service.name(),
                    service.metricsUrl(),
                    palette.dim(samples + " samples")));
            signals.add(GoldenSignals.between(service.name(), before.get(service.name()), after, elapsed));
        }
        heading("Golden signals during the load, from these addresses");
        SignalsTable.lines(signals, palette).forEach(line -> terminal.line("  " + line));
        return signals.stream().noneMatch(signal -> signal.entries().isEmpty());
    }

    private Optional<List<ReceivedSpan>> awaitCheckout() throws InterruptedException {
        terminal.status("waiting for the spans of a whole checkout ...");
        long deadline = System.nanoTime() + TRACE_TIMEOUT.toNanos();
        Optional<List<ReceivedSpan>> checkout = Checkouts.typical(estate.sink().spans());
        while (!isWhole(checkout) && System.nanoTime() < deadline) {
            Thread.sleep(500);
            checkout = Checkouts.typical(estate.sink().spans());
        }
        terminal.status(null);
        return checkout;
    }

    private boolean isWhole(Optional<List<ReceivedSpan>> checkout) {
        return checkout.isPresent()
                && Checkouts.services(checkout.get()).size()
                        == estate.services().size();
    }

    private boolean printTrace(List<ReceivedSpan> trace) {
        Set<String> services = Checkouts.services(trace);
        heading("One checkout: " + trace.size() + " spans from " + services.size() + " processes, trace "
                + trace.get(0).traceId());
        TraceTree.render(trace, palette, terminal.width() - 2).forEach(line -> terminal.line("  " + line));
        return isWhole(Optional.of(trace));
    }

    private boolean printLogs(List<ReceivedSpan> trace) throws IOException {
        String traceId = trace.get(0).traceId();
        List<LogLine> lines = new ArrayList<>();
        int services = 0;
        for (ServiceProcess service : estate.services()) {
            List<LogLine> own = service.log().ofTrace(service.name(), traceId);
            lines.addAll(own);
            services += own.isEmpty() ? 0 : 1;
        }
        lines.sort(Comparator.comparing(LogLine::time));
        heading("Its log lines, found in the services' JSON logs by trace_id " + traceId);
        List<String> order =
                estate.services().stream().map(ServiceProcess::name).toList();
        for (LogLine line : lines) {
            String service = String.format("%-13s", line.service());
            terminal.line("  " + palette.dim(TIME.format(line.time())) + "  "
                    + palette.nth(order.indexOf(line.service()), service) + level(line.level())
                    + palette.dim("  span " + line.spanId() + "  ") + line.message());
        }
        if (services < order.size()) {
            terminal.line(palette.red("  only " + services + " of " + order.size() + " services logged its trace_id"));
        }
        return services == order.size();
    }

    private String level(String level) {
        String padded = String.format("%-5s", level);
        return switch (level) {
            case "ERROR" -> palette.red(padded);
            case "WARN" -> palette.yellow(padded);
            default -> padded;
        };
    }

    private void heading(String text) {
        terminal.line("");
        terminal.line(palette.bold(text));
    }
}

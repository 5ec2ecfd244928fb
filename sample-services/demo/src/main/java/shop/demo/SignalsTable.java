package shop.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The golden signals as a table, one line for each service and kind of work. */
final class SignalsTable {

    private static final String ROW = "%-13s %-6s %9s %8s %9s %9s %9s   %s";
    private static final double MEBIBYTE = 1024 * 1024;

    private SignalsTable() {}

    static List<String> lines(List<GoldenSignals> services, Palette palette) {
        List<String> lines = new ArrayList<>();
        lines.add(palette.dim(row("service", "work", "traffic", "errors", "p50", "p95", "p99", "saturation")));
        for (GoldenSignals service : services) {
            String name = service.service();
            String saturation = saturation(service.saturation());
            if (service.entries().isEmpty()) {
                lines.add(row(name, "none", "-", "-", "-", "-", "-", saturation));
            }
            for (GoldenSignals.Entry entry : service.entries()) {
                String line = row(
                        name,
                        entry.kind(),
                        String.format(Locale.ROOT, "%.1f/s", entry.perSecond()),
                        String.format(Locale.ROOT, "%.1f %%", entry.errorRatio() * 100),
                        latency(entry.p50()),
                        latency(entry.p95()),
                        latency(entry.p99()),
                        saturation);
                lines.add(entry.errorRatio() > 0 ? palette.yellow(line) : line);
                name = "";
                saturation = "";
            }
        }
        return lines;
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells).stripTrailing();
    }

    private static String latency(double seconds) {
        return Double.isNaN(seconds) ? "-" : TraceTree.duration(Math.round(seconds * 1e9));
    }

    private static String saturation(GoldenSignals.Saturation saturation) {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                Locale.ROOT,
                "heap %.0f of %.0f MiB",
                saturation.heapUsedBytes() / MEBIBYTE,
                saturation.heapLimitBytes() / MEBIBYTE));
        saturation.cpu().ifPresent(cpu -> parts.add(String.format(Locale.ROOT, "cpu %.0f %%", cpu * 100)));
        parts.add(String.format(Locale.ROOT, "%.0f threads", saturation.threads()));
        if (saturation.poolMax() > 0) {
            parts.add(String.format(Locale.ROOT, "pool %.0f of %.0f", saturation.poolUsed(), saturation.poolMax()));
        }
        return String.join(", ", parts);
    }
}

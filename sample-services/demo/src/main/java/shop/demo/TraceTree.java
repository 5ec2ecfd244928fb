package shop.demo;

import io.obsagent.testkit.ReceivedSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Draws one trace as a tree: a line for each span with its service, name, kind and duration and, where there is room, a
 * bar that shows when it ran. A span whose parent is not there stands at the top level.
 */
final class TraceTree {

    private static final int MIN_BAR = 12;
    private static final int MAX_BAR = 40;
    private static final int MAX_LABEL = 64;
    private static final int DURATION_WIDTH = 9;

    private final Palette palette;
    private final int width;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, List<ReceivedSpan>> children = new HashMap<>();
    private final Set<String> services = new LinkedHashSet<>();
    private long start = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;

    private record Row(ReceivedSpan span, String label) {}

    private TraceTree(Palette palette, int width) {
        this.palette = palette;
        this.width = width;
    }

    /**
     * The lines of the tree, spans of one parent in the order they began.
     *
     * @param width columns a line may take
     */
    static List<String> render(List<ReceivedSpan> spans, Palette palette, int width) {
        TraceTree tree = new TraceTree(palette, width);
        tree.index(spans);
        tree.add("", "");
        return tree.draw();
    }

    private void index(List<ReceivedSpan> spans) {
        Set<String> ids = new HashSet<>();
        spans.forEach(span -> ids.add(span.spanId()));
        List<ReceivedSpan> ordered = new ArrayList<>(spans);
        ordered.sort(Comparator.comparingLong(ReceivedSpan::startNanos));
        for (ReceivedSpan span : ordered) {
            String parent = ids.contains(span.parentSpanId()) ? span.parentSpanId() : "";
            children.computeIfAbsent(parent, key -> new ArrayList<>()).add(span);
            start = Math.min(start, span.startNanos());
            end = Math.max(end, span.endNanos());
        }
    }

    private void add(String parent, String indent) {
        List<ReceivedSpan> siblings = children.getOrDefault(parent, List.of());
        for (int i = 0; i < siblings.size(); i++) {
            ReceivedSpan span = siblings.get(i);
            boolean last = i == siblings.size() - 1;
            boolean top = parent.isEmpty();
            services.add(span.serviceName());
            rows.add(new Row(span, top ? span.name() : indent + (last ? "└─ " : "├─ ") + span.name()));
            add(span.spanId(), top ? "" : indent + (last ? "   " : "│  "));
        }
    }

    private List<String> draw() {
        int serviceWidth = longest(services);
        int labelWidth = 0;
        for (Row row : rows) {
            labelWidth = Math.max(labelWidth, row.label().length());
        }
        labelWidth = Math.min(labelWidth, MAX_LABEL);
        int barWidth = Math.min(MAX_BAR, width - serviceWidth - labelWidth - "PRODUCER".length() - DURATION_WIDTH - 8);
        List<String> order = List.copyOf(services);
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            ReceivedSpan span = row.span();
            int colour = order.indexOf(span.serviceName());
            boolean failed = span.status() == ReceivedSpan.Status.ERROR;
            String label = fit(row.label(), labelWidth);
            StringBuilder line = new StringBuilder();
            line.append(palette.nth(colour, fit(span.serviceName(), serviceWidth)))
                    .append("  ");
            line.append(failed ? palette.red(label) : label).append("  ");
            line.append(palette.dim(fit(span.kind().name(), "PRODUCER".length())))
                    .append(' ');
            line.append(padLeft(duration(span.durationNanos()), DURATION_WIDTH));
            if (barWidth >= MIN_BAR) {
                line.append("  ").append(bar(span, barWidth, colour));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private String bar(ReceivedSpan span, int barWidth, int colour) {
        double perColumn = Math.max(1, end - start) / (double) barWidth;
        int from = Math.min(barWidth - 1, (int) ((span.startNanos() - start) / perColumn));
        int to = Math.max(from + 1, Math.min(barWidth, (int) Math.round((span.endNanos() - start) / perColumn)));
        return palette.dim("·".repeat(from))
                + palette.nth(colour, "█".repeat(to - from))
                + palette.dim("·".repeat(barWidth - to));
    }

    /** Milliseconds with as many digits as tell something. */
    static String duration(long nanos) {
        double millis = nanos / 1e6;
        String format = millis >= 100 ? "%.0f ms" : millis >= 10 ? "%.1f ms" : "%.2f ms";
        return String.format(Locale.ROOT, format, millis);
    }

    private static int longest(Iterable<String> texts) {
        int longest = 0;
        for (String text : texts) {
            longest = Math.max(longest, text.length());
        }
        return longest;
    }

    private static String fit(String text, int columns) {
        return text.length() > columns
                ? text.substring(0, columns - 1) + "…"
                : text + " ".repeat(columns - text.length());
    }

    private static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - text.length())) + text;
    }
}

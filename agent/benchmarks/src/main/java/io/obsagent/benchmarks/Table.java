package io.obsagent.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Results as an aligned table that is Markdown too. */
final class Table {

    private Table() {}

    /** One line for each row: what no agent costs, then for each agent what it adds, from least to most, and its share. */
    static List<String> lines(Results results, Collection<AgentKind> agents) {
        List<List<String>> cells = new ArrayList<>();
        List<String> head =
                new ArrayList<>(List.of("added cost: middle (quartiles) share of OpenTelemetry's", "limit", "reached"));
        for (AgentKind agent : agents) {
            head.add(agent.label);
        }
        cells.add(head);
        for (Row row : results.rows()) {
            List<String> line = new ArrayList<>();
            line.add(row.label() + ", " + row.unit());
            line.add(row.limit().text());
            line.add(row.limit()
                    .verdict(results, row)
                    .map(verdict -> verdict.text)
                    .orElse(""));
            for (AgentKind agent : agents) {
                line.add(cell(results, row, agent));
            }
            cells.add(line);
        }
        return align(cells);
    }

    private static String cell(Results results, Row row, AgentKind agent) {
        Spread added = row.compared() ? results.added(row, agent) : null;
        if (agent == AgentKind.NONE || added == null) {
            Spread absolute = results.absolute(row, agent);
            return absolute == null ? "" : spread(absolute, row.decimals(), "");
        }
        String text = spread(added, row.decimals(), "+");
        double share = results.share(row, agent);
        boolean shared = row.limit() instanceof Limit.Share || row.limit() instanceof Limit.Both;
        return shared && agent != AgentKind.OPENTELEMETRY && !Double.isNaN(share)
                ? text + " **" + number(share, 2) + "**"
                : text;
    }

    private static String spread(Spread spread, int decimals, String sign) {
        String middle = (spread.middle() < 0 ? "" : sign) + number(spread.middle(), decimals);
        return spread.low() == spread.high()
                ? middle
                : middle + " (" + number(spread.low(), decimals) + " to " + number(spread.high(), decimals) + ")";
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static List<String> align(List<List<String>> cells) {
        int[] widths = new int[cells.get(0).size()];
        for (List<String> line : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> line : cells) {
            StringBuilder text = new StringBuilder("|");
            for (int i = 0; i < widths.length; i++) {
                text.append(' ')
                        .append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length()))
                        .append(" |");
            }
            lines.add(text.toString());
            if (lines.size() == 1) {
                StringBuilder rule = new StringBuilder("|");
                for (int width : widths) {
                    rule.append("-".repeat(width + 2)).append('|');
                }
                lines.add(rule.toString());
            }
        }
        return lines;
    }
}

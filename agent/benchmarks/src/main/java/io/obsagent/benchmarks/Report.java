package io.obsagent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the results between the two marks of docs/benchmarks.md, of which the rest is written by hand. */
final class Report {

    private static final String BEGIN = "<!-- begin of the measurement -->";
    private static final String END = "<!-- end of the measurement -->";

    private Report() {}

    static void write(Layout layout, Options options, String arguments, List<String> remarks, List<String> table)
            throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("- Date: " + LocalDate.now());
        lines.add("- Command: `make bench" + (arguments.isEmpty() ? "" : " ARGS=\"" + arguments + "\"") + "`: "
                + options.parts().stream().map(part -> amount(options, part)).collect(Collectors.joining("; ")));
        lines.add(
                "- Machine: " + Runtime.getRuntime().availableProcessors() + " x " + line("/proc/cpuinfo", "model name")
                        + ", " + line("/proc/meminfo", "MemTotal") + ", Linux " + System.getProperty("os.version"));
        lines.add("- JDK: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        List<String> agents = new ArrayList<>();
        for (AgentKind agent : options.agents()) {
            if (agent != AgentKind.NONE) {
                agents.add(agent.jar(layout).getFileName().toString().replace(".jar", ""));
            }
        }
        lines.add("- Agents: " + String.join(", ", agents));
        for (String remark : remarks) {
            lines.add("- Fixed rates, " + remark);
        }
        lines.add("");
        lines.addAll(table);
        lines.add("");
        String report = Files.readString(layout.report());
        int begin = report.indexOf(BEGIN) + BEGIN.length();
        int end = report.indexOf(END);
        if (begin < BEGIN.length() || end < begin) {
            throw new IOException(layout.report() + " has lost its marks " + BEGIN + " and " + END);
        }
        Files.writeString(
                layout.report(),
                report.substring(0, begin)
                        + lines.stream().map(line -> line + "\n").collect(Collectors.joining("", "\n", ""))
                        + report.substring(end));
    }

    private static String amount(Options options, Options.Part part) {
        String starts = part.label + " " + options.startsOf(part) + " starts";
        return part == Options.Part.PLAIN
                ? starts
                : starts + ", " + options.roundsOf(part) + " x " + options.cycles() + " cycles";
    }

    private static String line(String file, String key) throws IOException {
        for (String line : Files.readAllLines(Path.of(file))) {
            if (line.startsWith(key)) {
                return line.substring(line.indexOf(':') + 1).trim();
            }
        }
        return "unknown";
    }
}

package io.obsagent.benchmarks;

import io.obsagent.benchmarks.Options.Part;
import io.obsagent.benchmarks.Timetable.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Compares what obs-agent and other agents add to the cost of whole applications. Run it from the root of the checkout
 * ({@code make bench}) on a machine that does nothing else; {@link Options} says what it takes.
 */
public final class Bench {

    private static final Row JAR = Row.cost("agent's jar", "MB", 1, new Limit.Value(8).and(new Limit.Share(0.3)));

    private final Layout layout;
    private final Options options;
    private final Results results = new Results();
    private final List<String> remarks = new ArrayList<>();
    private final Timetable timetable;

    private Bench(Layout layout, Options options) {
        this.layout = layout;
        this.options = options;
        this.timetable = new Timetable(options);
    }

    /** Exits with 2 for a wrong option; {@code --help} tells the right ones. */
    public static void main(String[] args) throws Exception {
        if (List.of(args).contains("--help")) {
            System.out.println(Options.HELP);
            return;
        }
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        new Bench(new Layout(Path.of("").toAbsolutePath()), options).run(String.join(" ", args));
    }

    private void run(String arguments) throws Exception {
        Files.createDirectories(layout.work());
        for (AgentKind agent : options.agents()) {
            if (agent != AgentKind.NONE) {
                results.add(JAR, agent, Files.size(agent.jar(layout)) / 1e6);
            }
        }
        try {
            progress("measuring under " + options.agents().size() + " agents, no agent included");
            measure();
        } finally {
            Table.lines(results, options.agents()).forEach(System.out::println);
        }
        if (options.report()) {
            Report.write(layout, options, arguments, remarks, Table.lines(results, options.agents()));
        }
    }

    private void measure() throws Exception {
        if (options.parts().contains(Part.PLAIN)) {
            starts(Part.PLAIN, Part.PLAIN.label, agent -> PlainRun.measure(layout, agent, results));
        }
        if (options.parts().contains(Part.SPRING)) {
            service(Subject.spring(layout), () -> {});
        }
        if (options.parts().contains(Part.CART)) {
            try (CartNeighbours neighbours = new CartNeighbours(layout)) {
                service(neighbours.cart(), neighbours::fill);
            }
        }
    }

    private void service(Subject subject, SideBySide.Preparation preparation) throws Exception {
        Part part = subject.part();
        int rounds = options.roundsOf(part);
        starts(part, subject.name(), agent -> ServiceStart.measure(layout, subject, agent, results));
        if (rounds == 0) {
            return;
        }
        SideBySide sideBySide = new SideBySide(layout, options, subject, results);
        remarks.add(sideBySide.prepare(preparation));
        done(part, Step.PREPARATION, remarks.get(remarks.size() - 1));
        for (int round = 1; round <= rounds; round++) {
            String what = subject.name() + ", round " + round + " of " + rounds + ": ";
            sideBySide.measure(round, (step, text) -> done(part, step, what + text));
        }
    }

    private interface Measurement {
        void run(AgentKind agent) throws Exception;
    }

    /** Interleaves the agents, each time in another order, so that what drifts, and what one leaves behind, hits all alike. */
    private void starts(Part part, String what, Measurement measurement) throws Exception {
        int starts = options.startsOf(part);
        for (int start = 0; start < starts; start++) {
            List<AgentKind> order = new ArrayList<>(options.agents());
            Collections.shuffle(order, new Random(start));
            for (AgentKind agent : order) {
                measurement.run(agent);
                done(part, Step.START, what + ", start " + (start + 1) + " of " + starts + ": " + agent.label);
            }
        }
    }

    private void done(Part part, Step step, String text) {
        timetable.done(part, step);
        progress(text);
    }

    private void progress(String text) {
        System.err.printf(
                "%s  %s (%.0f min left)%n",
                LocalTime.now().truncatedTo(ChronoUnit.SECONDS),
                text,
                Math.ceil(timetable.left().toSeconds() / 60.0));
    }
}

package shop.demo;

import java.util.Locale;

/** One line for each step: on a terminal it spins while it is worked on, elsewhere it appears when it is done. */
final class Progress {

    private final Terminal terminal;

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Something that takes a while. */
    interface Step {
        /** Does it and returns what there is to say about it. */
        String run() throws Exception;
    }

    /** Runs a step. */
    void step(String name, Step step) throws Exception {
        Palette palette = terminal.palette();
        terminal.status(name + " ...");
        long start = System.nanoTime();
        try {
            String outcome = step.run();
            terminal.status(null);
            double seconds = (System.nanoTime() - start) / 1e9;
            terminal.line(String.format(
                    Locale.ROOT, "  %s %-16s %s", palette.green("✓"), name, outcome + palette.dim(time(seconds))));
        } catch (Exception | AssertionError e) {
            terminal.status(null);
            terminal.line("  " + palette.red("✗") + " " + name);
            throw e;
        }
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "  (%.1f s)", seconds);
    }
}

package io.obsagent.dist;

import io.obsagent.dist.doctor.TextReport;
import java.io.Console;
import java.io.PrintStream;
import java.util.Map;

/** Writes for a person, in colours where a terminal shows them, or for the next program in a pipe. */
final class Terminal {

    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String PLAIN = "\u001b[0m";

    final PrintStream out;
    final PrintStream err;
    private final boolean colours;

    Terminal(PrintStream out, PrintStream err, boolean colours) {
        this.out = out;
        this.err = err;
        this.colours = colours;
    }

    /** Standard output and error; in colours where both input and output are a terminal. */
    static Terminal ofProcess() {
        return new Terminal(System.out, System.err, isColourful(System.console(), System.getenv()));
    }

    private static boolean isColourful(Console console, Map<String, String> environment) {
        String terminal = environment.get("TERM");
        String unwanted = environment.get("NO_COLOR");
        return isTerminal(console)
                && terminal != null
                && !terminal.equals("dumb")
                && (unwanted == null || unwanted.isEmpty());
    }

    /** From Java 22 on there is a console also where there is no terminal. */
    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    /** Writes a text: lines that are not indented are headings, those that begin with {@link TextReport#FINDING} stand out. */
    void write(String text) {
        if (!colours) {
            out.print(text);
            return;
        }
        for (String line : text.split("\n")) {
            if (line.startsWith(TextReport.FINDING)) {
                out.println(YELLOW + line + PLAIN);
            } else if (line.isEmpty() || line.charAt(0) == ' ') {
                out.println(line);
            } else {
                out.println(BOLD + line + PLAIN);
            }
        }
    }

    /** Writes the one line that says that something was done. */
    void done(String line) {
        out.println(colours ? GREEN + line + PLAIN : line);
    }

    /** Writes the one line that says why something was not. */
    void failed(String line) {
        err.println(colours ? YELLOW + line + PLAIN : line);
    }
}

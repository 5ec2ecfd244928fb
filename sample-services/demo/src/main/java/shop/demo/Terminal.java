package shop.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output: lines always, and on a terminal one status line below them with a spinner. Colours only on a terminal,
 * and not if NO_COLOR is set. Thread-safe.
 */
final class Terminal {

    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final int DEFAULT_WIDTH = 120;

    // UTF-8 whatever the locale says: without one (containers) the JVM would turn the tree's lines into question marks
    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final boolean interactive = isTerminal();
    private final int width = interactive ? terminalWidth() : DEFAULT_WIDTH;
    private String status;
    private boolean silent;
    private int frame;

    Terminal() {
        if (interactive) {
            Thread spinner = new Thread(this::spin, "spinner");
            spinner.setDaemon(true);
            spinner.start();
        }
    }

    Palette palette() {
        String noColor = System.getenv("NO_COLOR");
        boolean wanted = noColor == null || noColor.isEmpty();
        return interactive && wanted ? Palette.COLOURS : Palette.PLAIN;
    }

    /** Columns that a line may take. */
    int width() {
        return width;
    }

    /** Whether someone looks at it while it is written. */
    boolean isInteractive() {
        return interactive;
    }

    /** Writes a last line; whatever is written later is dropped. */
    synchronized void lastLine(String text) {
        status(null);
        line(text);
        silent = true;
    }

    synchronized void line(String text) {
        if (silent) {
            return;
        }
        if (status != null) {
            out.print(CLEAR_LINE);
        }
        out.println(text);
        drawStatus();
    }

    /** Shows what is going on just now; null ends it. Without a terminal nothing is shown. */
    synchronized void status(String text) {
        if (!interactive || silent) {
            return;
        }
        if (status != null) {
            out.print(CLEAR_LINE);
        }
        status = text;
        drawStatus();
        out.flush();
    }

    private void drawStatus() {
        if (status != null) {
            String text = SPINNER[frame] + " " + status;
            out.print(text.length() < width ? text : text.substring(0, width - 1));
        }
    }

    private void spin() {
        try {
            while (true) {
                Thread.sleep(100);
                synchronized (this) {
                    if (status != null) {
                        frame = (frame + 1) % SPINNER.length;
                        out.print("\r");
                        drawStatus();
                        out.flush();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** System.console() tells about input as well, and since JDK 22 it is there without a terminal too. */
    private static boolean isTerminal() {
        try {
            Process test = new ProcessBuilder("test", "-t", "1")
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return test.waitFor() == 0 && !"dumb".equals(System.getenv("TERM"));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int terminalWidth() {
        try {
            Process size = new ProcessBuilder("sh", "-c", "stty size < /dev/tty 2> /dev/null").start();
            String[] rowsAndColumns = new String(size.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .trim()
                    .split(" ");
            int columns = rowsAndColumns.length == 2 ? Integer.parseInt(rowsAndColumns[1]) : DEFAULT_WIDTH;
            return columns == 0 ? DEFAULT_WIDTH : Math.max(60, Math.min(columns, 200));
        } catch (IOException | NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }
}

package shop.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What {@code make demo} runs: the sample services under the agent, load, and a report of what the agent saw.
 *
 * <p>There is one way down, whatever ends the demo: the main thread leaves its blocks and closes what it opened. A signal
 * interrupts it to that end, and the shutdown hook waits until it is through.
 */
public final class Demo {

    private static final int UNWIND_SECONDS = 45;

    private final Options options;
    private final Terminal terminal = new Terminal();
    private final Thread main = Thread.currentThread();
    private final CountDownLatch down = new CountDownLatch(1);

    private Demo(Options options) {
        this.options = options;
    }

    /** See {@link Options#USAGE}; exit code 0 if the report is complete, 1 if not, 2 for a bad command line. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        try {
            System.exit(new Demo(Options.parse(List.of(arguments))).run());
        } catch (Options.UsageException e) {
            System.err.println("demo: " + e.getMessage());
            System.exit(2);
        }
    }

    private int run() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::unwind, "unwind"));
        try (Workspace workspace = Workspace.create()) {
            return showcase(workspace) ? 0 : 1;
        } catch (Exception | Error e) {
            terminal.line("demo: " + (e.getMessage() == null ? e : e.getMessage()));
            return 1;
        } finally {
            down.countDown();
        }
    }

    private boolean showcase(Workspace workspace) throws Exception {
        Path logs = options.keepLogs() == null
                ? workspace.directory("logs")
                : Files.createDirectories(options.keepLogs().toAbsolutePath());
        System.setProperty("demo.log", logs.resolve("demo.log").toString()); // read by logback.xml
        Estate estate = new Estate(projectRoot(), options, workspace, logs);
        try {
            terminal.line(terminal.palette().bold("Starting"));
            estate.start(new Progress(terminal));
            ShopClient client = estate.client();
            Report report = new Report(estate, terminal);
            report.beforeLoad();
            terminal.line("");
            terminal.line(terminal.palette().bold("Shopping"));
            new Shopping(client).run(Duration.ofSeconds(options.loadSeconds()), terminal);
            boolean complete = report.print(client.summary());
            if (!options.exitAfterReport()) {
                report.printInvitation();
                new CountDownLatch(1).await(); // until a signal
            }
            return complete;
        } finally {
            Thread.interrupted(); // closing must not be cut short
            terminal.status("stopping everything ...");
            estate.close();
            terminal.status(null);
        }
    }

    private void unwind() {
        if (down.getCount() == 0) {
            return;
        }
        terminal.line("");
        terminal.lastLine("Stopping everything ...");
        main.interrupt();
        try {
            down.await(UNWIND_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The build puts this class below sample-services/demo/target. */
    private static Path projectRoot() throws Exception {
        Path classes = Path.of(
                Demo.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return classes.resolve("../../../..").normalize();
    }
}

package shop.demo;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * The command line.
 *
 * @param loadSeconds how long to drive load
 * @param exitAfterReport whether to end after the report instead of staying up until Ctrl-C
 * @param agent whether the services run under the agent
 * @param keepLogs where to write the services' output, or null to drop it at the end
 */
record Options(int loadSeconds, boolean exitAfterReport, boolean agent, Path keepLogs) {

    static final String USAGE = """
            Usage: java -jar sample-services/demo/target/demo.jar [options]

            Starts PostgreSQL, Kafka and the four sample services under obs-agent, drives load, prints what the agent saw.

              --load-seconds N      drive load for N seconds (20)
              --exit-after-report   end after the report instead of staying up until Ctrl-C
              --keep-logs DIR       write the output of each process to DIR and leave it there
              --no-agent            the same without the agent, to compare
              --help                this text
            """;

    /** Thrown for a command line that makes no sense; the message says what to write instead. */
    static final class UsageException extends Exception {
        UsageException(String message) {
            super(message);
        }
    }

    static Options parse(List<String> arguments) throws UsageException {
        int loadSeconds = 20;
        boolean exitAfterReport = false;
        boolean agent = true;
        Path keepLogs = null;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--load-seconds" -> loadSeconds = seconds(value(option, rest));
                case "--exit-after-report" -> exitAfterReport = true;
                case "--no-agent" -> agent = false;
                case "--keep-logs" -> keepLogs = Path.of(value(option, rest));
                default -> throw new UsageException("unknown option " + option + "; --help lists them");
            }
        }
        return new Options(loadSeconds, exitAfterReport, agent, keepLogs);
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.next();
    }

    private static int seconds(String text) throws UsageException {
        try {
            int seconds = Integer.parseInt(text);
            if (seconds >= 1 && seconds <= 3600) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UsageException("--load-seconds needs a whole number from 1 to 3600, not " + text);
    }
}

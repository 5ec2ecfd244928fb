package io.obsagent.dist;

import io.obsagent.config.ConfigLoader;
import io.obsagent.dist.doctor.ArchiveCheck;
import io.obsagent.dist.doctor.JsonReport;
import io.obsagent.dist.doctor.Report;
import io.obsagent.dist.doctor.TextReport;
import java.io.File;
import java.io.IOException;

/** The command line of obs-agent.jar. Called by name from {@code io.obsagent.boot.Agent}. */
public final class Commands {

    private static final String USAGE = "obs-agent: metrics, traces and log correlation for any JVM service\n"
            + "\n"
            + "Start a service under the agent\n"
            + "  java -javaagent:obs-agent.jar[=FILE,...] -jar service.jar\n"
            + "  JAVA_TOOL_OPTIONS=-javaagent:/path/obs-agent.jar             in a container\n"
            + "\n"
            + "Commands: java -jar obs-agent.jar COMMAND\n"
            + "  attach PID [FILE,...]   add the agent to a running JVM, with these YAML files\n"
            + "  detach PID              take it out again: original classes, no threads, no port\n"
            + "  doctor PID|URL [--json] tell what the agent found there, does and does not do, and why\n"
            + "  check FILE [--json]     tell what will be covered of a jar, WAR or EAR, and what not\n"
            + "  --version\n"
            + "  --help\n"
            + "\n"
            + "Exit code\n"
            + "  0  done\n"
            + "  1  not possible; standard error says why\n"
            + "  2  no such command\n"
            + "  3  done, and lines with ! want to be looked at\n";

    private final Terminal terminal;

    Commands(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs a command and ends the JVM with a code of {@link Exit}. */
    public static void main(String[] args) {
        System.exit(new Commands(Terminal.ofProcess()).run(args));
    }

    int run(String... args) {
        String command = args.length == 0 ? "--help" : args[0];
        if (command.equals("--help") || command.equals("-h") || command.equals("help")) {
            terminal.write(USAGE);
            return Exit.DONE;
        }
        if (command.equals("--version")) {
            terminal.out.println("obs-agent " + Version.current());
            return Exit.DONE;
        }
        if (command.equals("attach") && (args.length == 2 || args.length == 3)) {
            return attach(args[1], args.length == 3 ? args[2] : null);
        }
        if (command.equals("detach") && args.length == 2) {
            return tell(args[1], "detach", null);
        }
        if (command.equals("doctor") && isReport(args)) {
            return doctor(args[1], args.length == 3);
        }
        if (command.equals("check") && isReport(args)) {
            return check(new File(args[1]), args.length == 3);
        }
        terminal.err.print(USAGE);
        return Exit.USAGE;
    }

    /** Whether a command that makes a report has its argument, and none but {@code --json} besides. */
    private static boolean isReport(String[] args) {
        return args.length == 2 || args.length == 3 && args[2].equals("--json");
    }

    private int doctor(String where, boolean json) {
        try {
            String report;
            if (where.startsWith("http://") || where.startsWith("https://")) {
                report = DoctorUrl.read(where, json);
            } else {
                AnswerPort.Answer answer = new OtherJvm(where).tell("doctor", json ? "json" : null);
                if (answer.code != Exit.DONE) {
                    terminal.failed("process " + where + ": " + answer.text);
                    return answer.code;
                }
                report = answer.text;
            }
            if (json) {
                terminal.out.print(report);
                return JsonReport.hasFindings(report) ? Exit.FINDINGS : Exit.DONE;
            }
            terminal.write(report);
            return TextReport.hasFindings(report) ? Exit.FINDINGS : Exit.DONE;
        } catch (IOException failure) {
            terminal.failed(failure.getMessage());
            return Exit.FAILED;
        }
    }

    private int check(File file, boolean json) {
        try {
            Report report = ArchiveCheck.check(file);
            if (json) {
                terminal.out.print(JsonReport.of(report));
            } else {
                terminal.write(TextReport.of(report));
            }
            return report.hasFindings() ? Exit.FINDINGS : Exit.DONE;
        } catch (IOException unreadable) {
            terminal.failed(unreadable.getMessage());
            return Exit.FAILED;
        }
    }

    private int attach(String pid, String configPath) {
        StringBuilder configs = new StringBuilder();
        for (String path : ConfigLoader.split(configPath)) {
            File config = new File(path).getAbsoluteFile();
            if (!config.canRead()) {
                terminal.failed("cannot read " + config
                        + ": give the path of a YAML file, or several with commas between them");
                return Exit.FAILED;
            }
            configs.append(configs.length() == 0 ? "" : ",").append(config.getPath());
        }
        return tell(pid, "attach", configs.length() == 0 ? null : configs.toString());
    }

    private int tell(String pid, String verb, String argument) {
        try {
            AnswerPort.Answer answer = new OtherJvm(pid).tell(verb, argument);
            if (answer.code == Exit.DONE) {
                terminal.done("process " + pid + ": " + answer.text);
            } else {
                terminal.failed("process " + pid + ": " + answer.text);
            }
            return answer.code;
        } catch (IOException failure) {
            terminal.failed(failure.getMessage());
            return Exit.FAILED;
        }
    }
}

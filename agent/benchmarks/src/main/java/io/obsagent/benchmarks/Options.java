package io.obsagent.benchmarks;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What is measured, and how much of it.
 *
 * @param parts what runs under the agents
 * @param agents that are compared; always with {@link AgentKind#NONE}
 * @param starts of Spring Boot under each agent, see {@link #startsOf}; 0 leaves them out
 * @param rounds of Spring Boot, in each of which it runs side by side, in new JVMs, see {@link #roundsOf}; 0 leaves that out
 * @param cycles of each round
 * @param warmUp requests of each kind before anything is measured
 * @param idleSeconds without a request, see {@link #isIdleIn}; 0 leaves the idle rows out
 * @param byThread whether the CPU of each kind of thread under load is printed as well
 * @param report whether docs/benchmarks.md is written
 */
record Options(
        Set<Part> parts,
        Set<AgentKind> agents,
        int starts,
        int rounds,
        int cycles,
        int warmUp,
        int idleSeconds,
        boolean byThread,
        boolean report) {

    /** What runs under the agents. */
    enum Part {
        PLAIN("plain main"),
        SPRING("Spring Boot"),
        CART("sample cart");

        /** In the report. */
        final String label;

        Part(String label) {
            this.label = label;
        }
    }

    private static final Options FULL =
            new Options(EnumSet.allOf(Part.class), EnumSet.allOf(AgentKind.class), 15, 5, 3, 60_000, 15, false, true);

    /** One start and a short round, without the part that needs a database and a neighbour. */
    private static final Options QUICK = new Options(
            EnumSet.of(Part.PLAIN, Part.SPRING),
            EnumSet.of(AgentKind.NONE, AgentKind.OBS, AgentKind.OPENTELEMETRY),
            1,
            1,
            4,
            20_000,
            0,
            false,
            false);

    /** What can be written on the command line. */
    static final String HELP =
            "--quick, --parts=plain,spring,cart, --agents=obs,opentelemetry,..., --starts=N, --rounds=N,"
                    + " --cycles=N, --idle-seconds=N, --by-thread, --report; docs/benchmarks.md explains them";

    /** What an idle process does is much the same in each JVM. */
    private static final int IDLE_ROUNDS = 2;

    /**
     * Starts under each agent. They are many for Spring Boot, where a tenth of a second decides and each start differs from
     * the one before by more; half of them for a plain main, which varies less.
     */
    int startsOf(Part part) {
        return switch (part) {
            case SPRING -> starts;
            case PLAIN -> (starts + 1) / 2;
            case CART -> (starts + 2) / 3;
        };
    }

    /**
     * Rounds side by side. Few of the cart: it is to show whether another service is alike, and its requests take several times
     * as long, so that nearly all of a round is warm-up; with less of that the JIT compiler's work is what would be measured.
     */
    int roundsOf(Part part) {
        return switch (part) {
            case SPRING -> rounds;
            case PLAIN -> 0;
            case CART -> (rounds + 4) / 5;
        };
    }

    /** Whether a round, counted from 1, has a time without requests. */
    boolean isIdleIn(int round) {
        return idleSeconds > 0 && round <= IDLE_ROUNDS;
    }

    /**
     * Reads the command line. A selection of parts or agents is for trying something out, so no report is written of it
     * unless it is asked for.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    static Options parse(String... args) {
        Options options = FULL;
        for (String arg : args) {
            int equals = arg.indexOf('=');
            String value = arg.substring(equals + 1);
            options = switch (equals < 0 ? arg : arg.substring(0, equals)) {
                case "--quick" -> QUICK;
                case "--starts" -> options.withCounts(number(arg, value, 0), options.rounds, options.cycles);
                case "--rounds" -> options.withCounts(options.starts, number(arg, value, 0), options.cycles);
                case "--cycles" -> options.withCounts(options.starts, options.rounds, number(arg, value, 1));
                case "--parts" -> options.withParts(names(Part.class, value));
                case "--agents" -> options.withAgents(names(AgentKind.class, value));
                case "--idle-seconds" -> options.withIdleSeconds(number(arg, value, 0));
                case "--by-thread" -> options.withByThread();
                case "--report" -> options.withReport(true);
                default -> throw new IllegalArgumentException("unknown option " + arg + ": there are " + HELP);
            };
        }
        return options;
    }

    private static int number(String option, String value, int least) {
        if (!value.matches("\\d{1,2}") || Integer.parseInt(value) < least) {
            throw new IllegalArgumentException(option + ": write a number from " + least + " to 99");
        }
        return Integer.parseInt(value);
    }

    private static <E extends Enum<E>> Set<E> names(Class<E> type, String value) {
        Set<E> chosen = EnumSet.noneOf(type);
        for (String name : value.split(",")) {
            try {
                chosen.add(Enum.valueOf(type, name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "there is no " + name + ": choose of " + Arrays.toString(type.getEnumConstants()));
            }
        }
        return chosen;
    }

    private Options withCounts(int startsEach, int roundsEach, int cyclesEach) {
        return new Options(parts, agents, startsEach, roundsEach, cyclesEach, warmUp, idleSeconds, byThread, report);
    }

    private Options withParts(Set<Part> chosen) {
        return new Options(chosen, agents, starts, rounds, cycles, warmUp, idleSeconds, byThread, false);
    }

    private Options withAgents(Set<AgentKind> chosen) {
        chosen.add(AgentKind.NONE);
        return new Options(parts, chosen, starts, rounds, cycles, warmUp, idleSeconds, byThread, false);
    }

    private Options withIdleSeconds(int idle) {
        return new Options(parts, agents, starts, rounds, cycles, warmUp, idle, byThread, report);
    }

    private Options withByThread() {
        return new Options(parts, agents, starts, rounds, cycles, warmUp, idleSeconds, true, report);
    }

    private Options withReport(boolean written) {
        return new Options(parts, agents, starts, rounds, cycles, warmUp, idleSeconds, byThread, written);
    }
}

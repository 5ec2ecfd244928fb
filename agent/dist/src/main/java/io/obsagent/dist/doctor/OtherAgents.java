package io.obsagent.dist.doctor;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Other agents in this JVM. Two that trace the same requests make two traces of each. */
final class OtherAgents {

    private OtherAgents() {}

    /** @param loaded the classes of this JVM */
    static void fill(Report.Section section, Class<?>[] loaded) {
        for (String name : TracingAgents.among(loaded)) {
            section.finding(name, "traces too: requests are recorded twice and both write trace headers; take one out");
        }
        for (String argument : arguments()) {
            boolean isAgent = argument.startsWith("-javaagent:")
                    || argument.startsWith("-agentpath:")
                    || argument.startsWith("-agentlib:");
            if (isAgent && !argument.contains("obs-agent")) {
                section.row(withoutOptions(argument), "on the command line");
            }
        }
    }

    /** Options of agents may be secrets. */
    private static String withoutOptions(String argument) {
        int options = argument.indexOf('=');
        return options < 0 ? argument : argument.substring(0, options);
    }

    private static List<String> arguments() {
        try {
            return new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        } catch (RuntimeException | LinkageError withoutThatModule) {
            return Collections.emptyList();
        }
    }
}

package io.obsagent.dist.doctor;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Other agents in this JVM. Two that trace the same requests make two traces of each. */
final class OtherAgents {

    /** Name, beginning of its classes' names. */
    private static final String[][] TRACING = {
        {"OpenTelemetry", "io.opentelemetry.javaagent."},
        {"Elastic APM", "co.elastic.apm.agent."},
        {"Datadog", "datadog.trace.bootstrap."},
        {"New Relic", "com.newrelic.agent."},
        {"Dynatrace", "com.dynatrace.agent."},
        {"AppDynamics", "com.singularity.ee.agent."},
        {"Glowroot", "org.glowroot.agent."},
        {"SkyWalking", "org.apache.skywalking.apm.agent."},
        {"Pinpoint", "com.navercorp.pinpoint.bootstrap."},
        {"Application Insights", "com.microsoft.applicationinsights.agent."},
    };

    private final LoadedClasses loaded;

    OtherAgents(LoadedClasses loaded) {
        this.loaded = loaded;
    }

    void fill(Report.Section section) {
        for (String[] each : TRACING) {
            if (loaded.has(each[1])) {
                section.finding(
                        each[0], "traces too: requests are recorded twice and both write trace headers; take one out");
            }
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

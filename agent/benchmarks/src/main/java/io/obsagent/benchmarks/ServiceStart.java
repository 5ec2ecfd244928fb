package io.obsagent.benchmarks;

import io.obsagent.benchmarks.jvm.ProcFs;

/** Starts a service under one agent, up to its first answer. */
final class ServiceStart {

    private ServiceStart() {}

    static void measure(Layout layout, Subject subject, AgentKind agent, Results results) throws Exception {
        ServiceRows rows = new ServiceRows(subject);
        try (RunningService service = new RunningService(layout, subject, agent)) {
            results.add(rows.firstAnswer, agent, service.jvm().ageSeconds());
            results.add(
                    rows.cpuToFirstAnswer,
                    agent,
                    ProcFs.cpuSeconds(service.jvm().pid()));
            results.add(rows.classesAtFirstAnswer, agent, service.jvm().loadedClasses());
        }
    }
}

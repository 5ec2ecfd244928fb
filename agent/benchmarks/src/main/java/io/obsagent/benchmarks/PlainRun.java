package io.obsagent.benchmarks;

import io.obsagent.benchmarks.jvm.Jvm;
import io.obsagent.benchmarks.jvm.ProcFs;
import io.obsagent.benchmarks.jvm.SinkProcess;
import io.obsagent.benchmarks.plain.Plain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a main that does nothing under an agent, from start to end. */
final class PlainRun {

    private static final Row WALL = Row.cost("plain main: wall", "s", 2, new Limit.Share(0.03));
    private static final Row CPU = Row.cost("plain main: CPU", "s", 2, new Limit.Share(0.03));
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private PlainRun() {}

    static void measure(Layout layout, AgentKind agent, Results results) throws Exception {
        try (SinkProcess sink = new SinkProcess(layout.benchmarks());
                WorkDirectory directory = WorkDirectory.create(layout.work())) {
            List<String> arguments =
                    new ArrayList<>(agent.options(layout, sink.port(), Ports.free(), directory.path()));
            arguments.addAll(List.of("-cp", layout.benchmarks().toString(), Plain.class.getName()));
            Path output = layout.work().resolve("plain-" + agent + ".log");
            double cpuBefore = ProcFs.endedChildrenCpuSeconds();
            try (Jvm jvm = Jvm.start(arguments, Map.of(), output)) {
                jvm.awaitSuccess(TIMEOUT);
                results.add(WALL, agent, jvm.ageSeconds());
            }
            results.add(CPU, agent, ProcFs.endedChildrenCpuSeconds() - cpuBefore);
        }
    }
}

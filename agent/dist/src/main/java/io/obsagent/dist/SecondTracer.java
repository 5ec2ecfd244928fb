package io.obsagent.dist;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import io.obsagent.dist.doctor.TracingAgents;
import java.lang.instrument.Instrumentation;
import java.util.List;

/**
 * Says so, once, when another agent traces in this JVM, too. Those behind this one on the command line start after it, and
 * take seconds; and to look at all classes costs what the application's start needs itself. So it looks later, and twice.
 */
final class SecondTracer implements Runnable {

    private static final long STEP_MILLIS = 1_000;
    private static final int FIRST_LOOK = 15;
    private static final int LAST_LOOK = 60;

    private final Instrumentation instrumentation;
    private final RunningAgent agent;

    private SecondTracer(Instrumentation instrumentation, RunningAgent agent) {
        this.instrumentation = instrumentation;
        this.agent = agent;
    }

    /** Begins to look, on a thread of its own that ends after a minute. */
    static void lookFor(Instrumentation instrumentation, RunningAgent agent) {
        AgentThread.start("second-tracer", new SecondTracer(instrumentation, agent));
    }

    @Override
    public void run() {
        try {
            for (int second = 1; second <= LAST_LOOK; second++) {
                Thread.sleep(STEP_MILLIS);
                if (agent.isDetached()) {
                    return;
                }
                boolean look = second == FIRST_LOOK || second == LAST_LOOK;
                if (look && tell(TracingAgents.among(instrumentation.getAllLoadedClasses()))) {
                    return;
                }
            }
        } catch (InterruptedException byTheApplication) {
            // an application that interrupts all threads; the doctor tells the same
        }
    }

    private static boolean tell(List<String> names) {
        if (names.isEmpty()) {
            return false;
        }
        StringBuilder line = new StringBuilder("another agent traces in this JVM, too: ");
        for (int i = 0; i < names.size(); i++) {
            line.append(i == 0 ? "" : ", ").append(names.get(i));
        }
        AgentLog.warn(
                70,
                line.append("; there are two spans of everything, and both write trace headers")
                        .toString());
        return true;
    }
}

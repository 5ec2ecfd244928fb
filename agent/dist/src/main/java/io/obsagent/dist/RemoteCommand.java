package io.obsagent.dist;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import io.obsagent.telemetry.metrics.DoctorPage;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the command line, in a JVM of its own, tells this JVM to do, by attaching the agent once more with a command for an
 * argument. Called by name from {@code io.obsagent.boot.Agent}, on the JVM's own thread for attachments.
 */
public final class RemoteCommand implements Runnable {

    private static final int MAX_SECONDS = 60;

    private static final String STARTING = "the obs-agent there is still starting; try again";

    private final AnswerAddress asker;
    private final String verb;
    private final String argument;
    private final Instrumentation instrumentation;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean works;

    private RemoteCommand(AnswerAddress asker, String verb, String argument, Instrumentation instrumentation) {
        this.asker = asker;
        this.verb = verb;
        this.argument = argument;
        this.instrumentation = instrumentation;
        this.works = AgentStart.hasBegun();
    }

    /**
     * Does what it is told and answers to who has told it.
     *
     * @param command as {@link AnswerPort#command} writes it, without its beginning
     * @return whether an agent is at work afterwards
     */
    public static boolean obey(String command, Instrumentation instrumentation) throws InterruptedException {
        String[] parts = command.split(" ", 4);
        RemoteCommand told = new RemoteCommand(
                new AnswerAddress(Integer.parseInt(parts[0]), parts[1]),
                parts[2],
                parts.length == 4 ? parts[3] : null,
                instrumentation);
        AgentThread.start("command", told);
        told.done.await(MAX_SECONDS, TimeUnit.SECONDS);
        return told.works;
    }

    @Override
    public void run() {
        try {
            if ("attach".equals(verb)) {
                attach();
            } else if ("detach".equals(verb)) {
                detach();
            } else if ("doctor".equals(verb)) {
                examine();
            } else {
                answer(Exit.FAILED, "the agent there is of another version and does not know " + verb);
            }
        } catch (Throwable failure) {
            AgentLog.debug(verb + " failed", failure);
            answer(Exit.FAILED, verb + " failed: " + failure);
        } finally {
            done.countDown();
        }
    }

    private void attach() throws Exception {
        if (works) {
            Throwable failure = AgentStart.startFailure();
            answer(Exit.FAILED, failure == null ? "an obs-agent is at work there already" : notStarted(failure));
            return;
        }
        AgentStart.start(argument, instrumentation, System.nanoTime());
        works = true;
        answer(Exit.DONE, "attached");
    }

    private void examine() throws IOException {
        RunningAgent agent = agentAtWork();
        if (agent != null) {
            boolean json = "json".equals(argument);
            answer(Exit.DONE, agent.report(json ? DoctorPage.Form.JSON : DoctorPage.Form.TEXT));
        }
    }

    /** Null when there is none, which has been answered. */
    private RunningAgent agentAtWork() {
        RunningAgent agent = AgentStart.running();
        if (agent == null) {
            Throwable failure = AgentStart.startFailure();
            answer(
                    Exit.FAILED,
                    failure != null ? notStarted(failure) : works ? STARTING : "no obs-agent is at work there");
        }
        return agent;
    }

    private static String notStarted(Throwable failure) {
        return "the obs-agent there has not started: " + failure;
    }

    private void detach() {
        RunningAgent agent = agentAtWork();
        if (agent == null) {
            return;
        }
        int restored = agent.detach();
        AgentStart.ended();
        works = false;
        AgentLog.info(2, "detached: " + restored + " classes have their original code again");
        answer(Exit.DONE, "detached, " + restored + " classes have their original code again");
    }

    private void answer(int code, String text) {
        try {
            asker.answer(code, text);
        } catch (IOException gone) {
            AgentLog.debug("nobody waits for the answer to " + verb, gone);
        }
    }
}

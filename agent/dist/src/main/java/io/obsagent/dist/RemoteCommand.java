package io.obsagent.dist;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import io.obsagent.boot.Agent;
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

    /** An attachment that takes longer is answered as it stands. */
    private static final int START_SECONDS = 20;

    private static final String STARTING = "the obs-agent there is still starting; try again";

    private final AnswerAddress asker;
    private final String version;
    private final String verb;
    private final String argument;
    private final Instrumentation instrumentation;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean works;

    private RemoteCommand(
            AnswerAddress asker, String version, String verb, String argument, Instrumentation instrumentation) {
        this.asker = asker;
        this.version = version;
        this.verb = verb;
        this.argument = argument;
        this.instrumentation = instrumentation;
        this.works = AgentStart.hasBegun();
    }

    /**
     * Does what it is told and answers to who has told it.
     *
     * @param command as {@link AnswerPort#command} writes it, without its beginning
     * @return whether this loader's agent is to be asked again: it is at work, or can tell why it is not
     */
    public static boolean obey(String command, Instrumentation instrumentation) throws InterruptedException {
        String[] parts = command.split(" ", 5);
        RemoteCommand told = new RemoteCommand(
                new AnswerAddress(Integer.parseInt(parts[0]), parts[1]),
                parts[2],
                parts[3],
                parts.length == 5 ? parts[4] : null,
                instrumentation);
        AgentThread.start("command", told);
        told.done.await(MAX_SECONDS, TimeUnit.SECONDS);
        return told.works || AgentStart.startFailure() != null;
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
            answer(Exit.FAILED, "an obs-agent is at work there already");
            return;
        }
        if (argument != null) {
            Agent.setConfigPath(argument);
        }
        AgentStart.start(Agent.configPath(), instrumentation, System.nanoTime());
        boolean known = AgentStart.awaitStart(START_SECONDS);
        works = AgentStart.hasBegun();
        Throwable failure = AgentStart.startFailure();
        if (failure != null) {
            answer(Exit.FAILED, notStarted(failure));
        } else {
            answer(Exit.DONE, (known ? "attached" : "attached, and still starting") + otherVersion());
        }
    }

    /** A JVM goes on with the jar that it was given first. */
    private String otherVersion() {
        String here = Version.current();
        return here.equals(version)
                ? ""
                : ", but version " + here + ", which this JVM has had before; " + version + " takes a start of the JVM";
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
        String classes;
        try {
            classes = agent.detach();
        } finally {
            AgentStart.ended();
            works = false;
        }
        AgentLog.info(2, "detached: " + classes);
        answer(Exit.DONE, "detached, " + classes);
    }

    private void answer(int code, String text) {
        try {
            asker.answer(code, text);
        } catch (IOException gone) {
            AgentLog.debug("nobody waits for the answer to " + verb, gone);
        }
    }
}

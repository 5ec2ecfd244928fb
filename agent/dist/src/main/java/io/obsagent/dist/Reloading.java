package io.obsagent.dist;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import io.obsagent.config.AgentConfig;
import io.obsagent.config.ConfigFiles;
import io.obsagent.config.ConfigLoader;
import java.util.List;

/**
 * Looks every two seconds whether the configuration's files have changed, on a thread of its own, and applies what they say
 * as a whole, or nothing of it when there is a mistake in them.
 *
 * <p>Asks for the files' contents: a Kubernetes volume changes by the swap of a link two folders above, of which neither a
 * watch service nor, on every JVM, the canonical path tells.
 */
final class Reloading implements Runnable {

    private static final long POLL_MILLIS = 2_000;

    /** How long files have to stay as they are: somebody may just write them. */
    private static final long SETTLE_MILLIS = 500;

    private static final int MAX_SETTLING = 4;

    private final ConfigLoader loader;
    private final RunningAgent agent;

    /** What the JVM was started with. */
    private final AgentConfig started;

    private AgentConfig applied;
    private ConfigFiles files;

    private Reloading(ConfigLoader loader, ConfigLoader.Loaded first, RunningAgent agent) {
        this.loader = loader;
        this.agent = agent;
        this.started = first.config;
        this.applied = first.config;
        this.files = first.files;
    }

    /**
     * Starts to look, unless the configuration was made of no file.
     *
     * @param first what the agent was started with
     */
    static void start(ConfigLoader loader, ConfigLoader.Loaded first, RunningAgent agent) {
        if (!first.files.isEmpty()) {
            AgentThread.start("config", new Reloading(loader, first, agent));
        }
    }

    @Override
    public void run() {
        while (!agent.isDetached()) {
            try {
                Thread.sleep(POLL_MILLIS);
                if (!agent.isDetached()) {
                    poll();
                }
            } catch (InterruptedException notOurs) {
                // an application that interrupts all threads would lose the switch that takes the agent out
            }
        }
    }

    private void poll() throws InterruptedException {
        try {
            Object contents = files.contentsNow();
            if (!contents.equals(files.contentsRead())) {
                settle(contents);
                reload();
            }
        } catch (RuntimeException | Error failure) {
            AgentLog.warn(12, "the changed configuration is not applied: " + failure);
            AgentLog.debug("the changed configuration is not applied", failure);
        }
    }

    private void settle(Object contents) throws InterruptedException {
        Object before = contents;
        for (int i = 0; i < MAX_SETTLING; i++) {
            Thread.sleep(SETTLE_MILLIS);
            Object now = files.contentsNow();
            if (now.equals(before)) {
                return;
            }
            before = now;
        }
    }

    private void reload() {
        ConfigLoader.Loaded changed = loader.load();
        files = changed.files;
        agent.mistakes(changed.problems);
        if (!changed.problemsOfFiles.isEmpty()) {
            refuse(changed.problemsOfFiles);
            return;
        }
        List<String> live = changed.config.differences(applied, true);
        List<String> later = changed.config.differences(applied, false);
        later.retainAll(changed.config.differences(started, false));
        try {
            agent.apply(changed.config);
        } catch (RuntimeException | Error failure) {
            agent.apply(applied);
            throw failure;
        }
        applied = changed.config;
        tell(live, later);
    }

    private static void refuse(List<String> problems) {
        String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
        AgentLog.warn(
                11,
                problems.get(0) + more
                        + "; nothing of the changed configuration is applied, the one before stays in force");
    }

    private static void tell(List<String> live, List<String> later) {
        StringBuilder line = new StringBuilder("configuration changed");
        if (!live.isEmpty()) {
            line.append(": ").append(join(live));
        }
        if (!later.isEmpty()) {
            line.append(live.isEmpty() ? ", " : "; ");
            line.append("takes effect at the next start: ").append(join(later));
        }
        if (!live.isEmpty() || !later.isEmpty()) {
            AgentLog.info(3, line.toString());
        }
    }

    private static String join(List<String> names) {
        StringBuilder joined = new StringBuilder();
        for (String name : names) {
            joined.append(joined.length() == 0 ? "" : ", ").append(name);
        }
        return joined.toString();
    }
}

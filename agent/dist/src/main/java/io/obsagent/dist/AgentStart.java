package io.obsagent.dist;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentStats;
import io.obsagent.api.AgentThread;
import io.obsagent.api.TelemetryHolder;
import io.obsagent.config.AgentConfig;
import io.obsagent.config.ConfigLoader;
import io.obsagent.engine.DispatcherDefiner;
import io.obsagent.engine.Engine;
import io.obsagent.engine.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts the agent: weaving on the application's start-up thread, everything else on a thread of the agent.
 *
 * <p>Called by name from {@code io.obsagent.boot.Agent}.
 */
public final class AgentStart {

    private static final long POLL_MILLIS = 20;
    private static final String PLAN = "weaving.plan";
    private static final String PROFILE_PROPERTY = "obs.log.startup-profile";
    private static final String PROFILE_VARIABLE = "OBS_LOG_STARTUP_PROFILE";
    private static final String FORMAT_PROPERTY = "obs.logs.format";
    private static final String FORMAT_VARIABLE = "OBS_LOGS_FORMAT";
    private static final String SHIP_PROPERTY = "obs.logs.ship";
    private static final String SHIP_VARIABLE = "OBS_LOGS_SHIP";

    /** Null before the configuration is read, and after {@link #ended}. */
    private static volatile RunningAgent running;

    private static volatile boolean begun;

    /** Whether it is known that the telemetry has started or failed; no latch, which a start-up thread would load. */
    private static volatile boolean decided;

    /** Why there is none; null where it is still being made. */
    private static volatile Throwable startFailure;

    private AgentStart() {}

    /**
     * Starts the agent.
     *
     * @param configPath path of the YAML file, or null
     * @param instrumentation of this JVM
     * @param beginNanoTime {@link System#nanoTime()} when the JVM called the agent
     * @throws Exception when nothing can be woven; the application runs without the agent
     */
    public static void start(String configPath, Instrumentation instrumentation, long beginNanoTime) throws Exception {
        begun = true;
        startFailure = null;
        decided = false;
        try {
            begin(configPath, instrumentation, beginNanoTime);
        } catch (Exception | Error failure) {
            startFailure = failure;
            begun = false;
            decided = true;
            throw failure;
        }
    }

    private static void begin(final String configPath, final Instrumentation instrumentation, long beginNanoTime)
            throws Exception {
        long opening = System.nanoTime() - beginNanoTime;
        final StartupProfile profile =
                profileIsWanted() ? new StartupProfile(instrumentation, "open the jar", opening) : null;
        StartupProfile.Track track = profile == null ? null : profile.track();
        final StartingTelemetry starting = new StartingTelemetry();
        TelemetryHolder.set(starting);
        Plan plan = readPlan();
        final List<String> names = plan.instrumentations();
        done(track, "read the weaving plan");
        JarClasses classes = new JarClasses();
        DispatcherDefiner.define(instrumentation, classes);
        done(track, "define the dispatcher");
        final Engine engine = Engine.start(instrumentation, plan, classes, new Runnable() {
            @Override
            public void run() {
                starting.followersAreWoven();
            }
        });
        if (profile != null) {
            profile.gate(engine.measureGate());
        }
        // an application logs before our configuration is read
        if (isAsked(FORMAT_PROPERTY, FORMAT_VARIABLE)) {
            engine.askFor(RunningAgent.LOG_FORMAT);
        }
        if (isAsked(SHIP_PROPERTY, SHIP_VARIABLE)) {
            engine.askFor(RunningAgent.LOG_SHIPPING);
        }
        done(track, "place the class gate");
        AgentThread.start("start", new Runnable() {
            @Override
            public void run() {
                try {
                    startTelemetry(configPath, instrumentation, engine, names, starting, profile);
                } catch (Throwable failure) {
                    startFailure = failure;
                    AgentLog.warn(21, "telemetry not started, the application runs without it: " + failure);
                    AgentLog.debug("telemetry not started", failure);
                    giveUp(engine, starting);
                } finally {
                    decided = true;
                }
            }
        });
        done(track, "start a thread");
        AgentStats.startup(System.nanoTime() - beginNanoTime);
    }

    /** Leaves nothing behind that would keep an agent from being attached later. */
    private static void giveUp(Engine engine, StartingTelemetry starting) {
        RunningAgent half = running;
        running = null;
        try {
            if (half != null) {
                half.detach();
            }
        } catch (RuntimeException | Error failure) {
            AgentLog.debug("what had started is not stopped as a whole", failure);
        } finally {
            engine.stop();
            starting.started(null);
            begun = false;
        }
    }

    /**
     * Waits until it is known whether the agent has started; see {@link #startFailure}.
     *
     * @return whether it is known
     */
    static boolean awaitStart(long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!decided && System.nanoTime() - end < 0) {
            Thread.sleep(POLL_MILLIS);
        }
        return decided;
    }

    /** Whether an agent was started by this loader, and has not failed. */
    static boolean hasBegun() {
        return begun;
    }

    /** The agent at work in this JVM; null when there is none or not yet, see {@link #startFailure}. */
    static RunningAgent running() {
        return running;
    }

    /** Why the agent did not start; null when it did or still tries. */
    static Throwable startFailure() {
        return startFailure;
    }

    /** The agent is not at work any more; the next one has a loader of its own. */
    static void ended() {
        running = null;
        begun = false;
    }

    /** Asked before the configuration is read, which happens on another thread. */
    private static boolean profileIsWanted() {
        return "true".equals(System.getProperty(PROFILE_PROPERTY)) || "true".equals(System.getenv(PROFILE_VARIABLE));
    }

    private static boolean isAsked(String property, String variable) {
        return isSet(System.getProperty(property)) || isSet(System.getenv(variable));
    }

    private static boolean isSet(String value) {
        return value != null && !value.equals("none");
    }

    private static void done(StartupProfile.Track track, String phase) {
        if (track != null) {
            track.done(phase);
        }
    }

    private static void startTelemetry(
            String configPath,
            Instrumentation instrumentation,
            Engine engine,
            List<String> instrumentations,
            StartingTelemetry starting,
            StartupProfile early) {
        StartupProfile profile = early;
        StartupProfile.Track track = profile == null ? null : profile.track();
        ConfigLoader loader = new ConfigLoader(configPath, System.getenv(), System.getProperties());
        ConfigLoader.Loaded loaded = loader.load();
        AgentConfig config = loaded.config;
        AgentLog.setLevel(AgentLog.Level.valueOf(config.logLevel.name()));
        for (String problem : loaded.problems) {
            AgentLog.warn(10, problem);
        }
        RunningAgent agent = new RunningAgent(engine, instrumentations, starting, instrumentation, loaded);
        running = agent;
        if (!config.enabled) {
            agent.startDisabled();
            if (loaded.files.isEmpty()) {
                engine.stop();
            }
            Reloading.start(loader, loaded, agent);
            return;
        }
        if (profile == null && config.startupProfile) {
            profile =
                    new StartupProfile(instrumentation, "all before this setting was read", AgentStats.startupNanos());
            profile.gate(engine.measureGate());
            track = profile.track();
        } else {
            done(track, "read the configuration");
        }
        agent.start(config, track);
        Reloading.start(loader, loaded, agent);
        if (profile != null) {
            profile.writeLater();
        }
    }

    private static Plan readPlan() throws IOException {
        InputStream in = AgentStart.class.getClassLoader().getResourceAsStream(PLAN);
        if (in == null) {
            throw new IOException("the jar has no " + PLAN);
        }
        try {
            return Plan.read(in);
        } finally {
            in.close();
        }
    }
}

package io.obsagent.engine;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Weaves the hooks of a {@link Plan} into the classes of this JVM.
 *
 * <p>Starting costs the application's start-up thread the definition of one class and the reading of the plan. Byte Buddy
 * and the hooks load when the first class matches.
 */
public final class Engine {

    private static final int RESTORE_PASSES = 3;
    private static final int CLASSES_AT_ONCE = 100;
    private static final long RESTORE_PAUSE_NANOS = 100_000_000;

    private final Instrumentation instrumentation;
    private final List<String> instrumentations;
    private final ClassGate gate;
    private ClassFileTransformer transformer;
    private final Dispatcher dispatcher;
    /** Null until the configuration names methods. */
    private MethodGate methodGate;

    private boolean methodGateStands;

    private Engine(Instrumentation instrumentation, Plan plan, AgentClasses classes, final Runnable followersAreWoven) {
        this.instrumentation = instrumentation;
        this.instrumentations = plan.instrumentations();
        this.dispatcher = new Dispatcher(plan, classes);
        ClassLoader agent = Engine.class.getClassLoader();
        this.gate = new ClassGate(plan, agent, agent.getParent(), new Runnable() {
            @Override
            public void run() {
                offerLoaded(true, followersAreWoven);
            }
        });
    }

    /**
     * Starts weaving. {@link DispatcherDefiner#define} has to come first.
     *
     * @param instrumentation of this JVM
     * @param plan the rules
     * @param classes the agent's class files
     * @param followersAreWoven called once, on a thread of the agent, when the classes that follow others are woven: some
     *     time after the first class of an instrumentation that does not follow others was
     */
    public static Engine start(
            Instrumentation instrumentation, Plan plan, AgentClasses classes, Runnable followersAreWoven) {
        Engine engine = new Engine(instrumentation, plan, classes, followersAreWoven);
        ObsAgentDispatcher.install(engine.dispatcher);
        engine.offerClassesTo(engine.gate);
        return engine;
    }

    /**
     * Measures from now on how long the class gate takes. Called before {@link #weaveLoaded}, which finds the classes that
     * are loaded while one transformer takes the other's place.
     */
    public GateTimes measureGate() {
        GateTimes times = new GateTimes(gate);
        instrumentation.removeTransformer(transformer);
        offerClassesTo(times);
        return times;
    }

    private void offerClassesTo(ClassFileTransformer first) {
        transformer = first;
        instrumentation.addTransformer(first, true);
    }

    /**
     * Weaves classes that are loaded already and match rules that did not take part when they were, on a thread of the agent:
     * the engine had not started, or the instrumentation was off.
     */
    public void weaveLoaded() {
        offerLoaded(false, null);
    }

    /** Weaves from now on also for an instrumentation that is off unless asked for, until {@link #observe} says which are on. */
    public void askFor(String name) {
        gate.askFor(name);
    }

    /**
     * Observes for these instrumentations from now on, and for no others: nothing more is woven for those, and what is woven
     * passes through. {@link #weaveLoaded} catches up. Before it was ever called, all are on but those that want to be asked
     * for.
     *
     * @param on names of instrumentations; none makes the agent stand still
     */
    public void observe(Set<String> on) {
        Set<String> copy = new HashSet<String>(on);
        gate.observe(copy);
        dispatcher.observe(copy);
    }

    /**
     * Observes these methods that the configuration names from now on, and none that it named before: weaves classes that are
     * loaded already, and gives back their former code to those in which nothing is observed any more. Takes its time. Called
     * by one thread at a time.
     */
    public void observeMethods(Collection<MethodTarget> targets) {
        if (methodGate == null) {
            ClassLoader agent = Engine.class.getClassLoader();
            methodGate = new MethodGate(agent, gate.hierarchy(), new MethodPoints(dispatcher), new Runnable() {
                @Override
                public void run() {
                    gate.lead();
                }
            });
        }
        if (!targets.isEmpty() && !methodGateStands) {
            methodGateStands = true;
            instrumentation.addTransformer(methodGate, true);
        }
        MethodGate.Change change = methodGate.change(targets);
        List<Class<?>> concerned = new ArrayList<Class<?>>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (instrumentation.isModifiableClass(loaded) && change.concerns(loaded)) {
                concerned.add(loaded);
            }
        }
        // the JVM stands still while it takes over classes: rather often for a moment than once for long
        for (int from = 0; from < concerned.size(); from += CLASSES_AT_ONCE) {
            retransform(concerned.subList(from, Math.min(from + CLASSES_AT_ONCE, concerned.size())));
        }
        if (targets.isEmpty() && methodGateStands) {
            methodGateStands = false;
            instrumentation.removeTransformer(methodGate);
        }
    }

    /**
     * Makes all woven code pass through for a while, or no longer, whatever {@link #observe} says meanwhile. Weaving goes on:
     * classes that load would have to be transformed again later.
     */
    public void passThrough(boolean pass) {
        dispatcher.passThrough(pass);
    }

    /** Makes all woven code pass through and weaves no more, for good. */
    public void stop() {
        instrumentation.removeTransformer(transformer);
        if (methodGate != null) {
            instrumentation.removeTransformer(methodGate);
        }
        ObsAgentDispatcher.install(null);
    }

    /** How many loaded classes have woven code. */
    public int countWoven() {
        int count = 0;
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            count += gate.hasWoven(loaded) ? 1 : 0;
        }
        return count;
    }

    /**
     * Weaves no more, for good, and gives woven classes their original code back. Calls under way end as they began, as long
     * as {@link #stop} is not called.
     *
     * @return how many classes have their original code again
     */
    public int restore() {
        instrumentation.removeTransformer(transformer);
        int restored = 0;
        // threads that were weaving a class when the transformer was taken away finish what they began
        for (int pass = 0; pass < RESTORE_PASSES; pass++) {
            for (Class<?> each : retransform(wovenOfLoaded())) {
                gate.restored(each);
                restored++;
            }
            LockSupport.parkNanos(RESTORE_PAUSE_NANOS);
        }
        return restored;
    }

    /** What became of a loaded class. */
    public enum ClassState {
        /** No rule names it. */
        NOT_NAMED,
        WOVEN,
        /** A rule names it, but it has none of the rule's methods. */
        WITHOUT_METHODS,
        /** A rule names it, but it has not been woven. */
        LEFT_OUT
    }

    /**
     * What became of a loaded class, as far as an instrumentation's rules that name it by its own name are concerned.
     *
     * @param instrumentation name of the instrumentation
     */
    public ClassState stateOf(Class<?> loaded, String instrumentation) {
        if (gate.hasWoven(loaded)) {
            return ClassState.WOVEN;
        }
        if (gate.isNamedInVain(loaded, instrumentation, true)) {
            return ClassState.WITHOUT_METHODS;
        }
        return gate.isNamedInVain(loaded, instrumentation, false) ? ClassState.LEFT_OUT : ClassState.NOT_NAMED;
    }

    /** Names of the instrumentations for which a loaded class is woven; empty when it is not. */
    public Set<String> wovenFor(Class<?> loaded) {
        return gate.wovenFor(loaded);
    }

    /** Whether a loaded class is the agent's own, a hook included. */
    public boolean isOfAgent(Class<?> loaded) {
        return gate.isOfAgent(loaded);
    }

    /** What became of methods that {@link #observeMethods} was told to observe, in the classes that are loaded now. */
    public MethodOutcome outcome(MethodTarget target) {
        return methodGate.outcome(target, instrumentation.getAllLoadedClasses());
    }

    /** Names of all instrumentations, each once. */
    public List<String> instrumentations() {
        return instrumentations;
    }

    private List<Class<?>> wovenOfLoaded() {
        List<Class<?>> woven = new ArrayList<Class<?>>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (instrumentation.isModifiableClass(loaded) && gate.hasWoven(loaded)) {
                woven.add(loaded);
            }
        }
        return woven;
    }

    private void offerLoaded(final boolean followers, final Runnable done) {
        AgentThread.start("weave-loaded", new Runnable() {
            @Override
            public void run() {
                try {
                    retransform(selectedOfLoaded(followers));
                } catch (Throwable failure) {
                    AgentLog.debug("loaded classes are not woven", failure);
                } finally {
                    if (done != null) {
                        done.run();
                    }
                }
            }
        });
    }

    private List<Class<?>> selectedOfLoaded(boolean followers) {
        List<Class<?>> selected = new ArrayList<Class<?>>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (instrumentation.isModifiableClass(loaded) && gate.selects(loaded, followers)) {
                selected.add(loaded);
            }
        }
        return selected;
    }

    /** All at once, which stops the JVM once; one by one where the JVM refuses one of them and so all. Returns those done. */
    private List<Class<?>> retransform(List<Class<?>> selected) {
        if (selected.isEmpty()) {
            return selected;
        }
        try {
            instrumentation.retransformClasses(selected.toArray(new Class<?>[0]));
            return selected;
        } catch (Throwable refused) {
            List<Class<?>> done = new ArrayList<Class<?>>();
            for (Class<?> each : selected) {
                if (retransform(each)) {
                    done.add(each);
                }
            }
            return done;
        }
    }

    private boolean retransform(Class<?> loaded) {
        try {
            instrumentation.retransformClasses(loaded);
            return true;
        } catch (Throwable failure) {
            AgentLog.debug(loaded.getName() + " cannot be transformed again", failure);
            return false;
        }
    }
}

package io.obsagent.engine;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;

/**
 * Weaves the hooks of a {@link Plan} into the classes of this JVM.
 *
 * <p>Starting costs the application's start-up thread the definition of one class and the reading of the plan. Byte Buddy
 * and the hooks load when the first class matches.
 */
public final class Engine {

    private final Instrumentation instrumentation;
    private final ClassGate gate;
    private ClassFileTransformer transformer;
    private final Dispatcher dispatcher;

    private Engine(Instrumentation instrumentation, Plan plan, AgentClasses classes) {
        this.instrumentation = instrumentation;
        this.dispatcher = new Dispatcher(plan, classes);
        ClassLoader agent = Engine.class.getClassLoader();
        this.gate = new ClassGate(plan, agent, agent.getParent(), new Runnable() {
            @Override
            public void run() {
                offerLoaded(true);
            }
        });
    }

    /**
     * Starts weaving. {@link DispatcherDefiner#define} has to come first.
     *
     * @param instrumentation of this JVM
     * @param plan the rules
     * @param classes the agent's class files
     */
    public static Engine start(Instrumentation instrumentation, Plan plan, AgentClasses classes) {
        Engine engine = new Engine(instrumentation, plan, classes);
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

    /** Weaves matching classes that were loaded before the engine started, on a thread of the agent. */
    public void weaveLoaded() {
        offerLoaded(false);
    }

    /** Makes the code woven for an instrumentation pass through, and weaves no more for it. */
    public void switchOff(String name) {
        gate.switchOff(name);
        dispatcher.switchOff(name, true);
    }

    /** Weaves from now on for an instrumentation that is off unless asked for; {@link #weaveLoaded} catches up. */
    public void switchOn(String name) {
        gate.switchOn(name);
    }

    /** Makes all woven code pass through and weaves no more: the agent is off. */
    public void stop() {
        instrumentation.removeTransformer(transformer);
        ObsAgentDispatcher.install(null);
    }

    private void offerLoaded(final boolean followers) {
        AgentThread.start("weave-loaded", new Runnable() {
            @Override
            public void run() {
                for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
                    if (instrumentation.isModifiableClass(loaded) && gate.selects(loaded, followers)) {
                        retransform(loaded);
                    }
                }
            }
        });
    }

    private void retransform(Class<?> loaded) {
        try {
            instrumentation.retransformClasses(loaded);
        } catch (UnmodifiableClassException notThisOne) {
            AgentLog.debug(loaded.getName() + " cannot be woven", notThisOne);
        } catch (Throwable failure) {
            AgentLog.debug(loaded.getName() + " is not woven", failure);
        }
    }
}

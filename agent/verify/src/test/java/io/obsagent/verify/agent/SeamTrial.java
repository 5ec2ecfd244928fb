package io.obsagent.verify.agent;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Calls the methods of seams while their surroundings fail, and compares what comes of it with what comes of a call in which
 * nothing fails. What the thread is told to let fail where, {@code FaultyPlace} looks up in system properties.
 */
final class SeamTrial {

    private static final List<String> FAULTS = List.of("EXCEPTION", "ERROR", "MEMORY", "STACK", "INTERRUPTION");

    /** What libraries call as well, and what neither asks nor tells anything. */
    private static final Set<String> OF_ANY_OBJECT = Set.of("toString", "equals", "hashCode");

    /** How that is called to which a seam hands a call on, where it is not called like it: by method and type. */
    private static final Map<String, String> HANDED_ON_BY = Map.of(
            "interceptCall io.grpc.Channel", "newCall",
            "interceptCall io.grpc.ServerCallHandler", "startCall",
            "exchangeEvent io.undertow.server.ExchangeCompletionListener$NextListener", "proceed",
            "wrap io.undertow.util.ConduitFactory", "create");

    private final Object telemetry;
    private final SeamParts parts;
    private final Method valueOf;
    private final Method happen;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> failed = new TreeSet<>();

    private Where where = Where.NOWHERE;
    private String fault;
    private String methodName;
    private final List<String> handedOn = new ArrayList<>();
    private Throwable happened;

    /** What fails. */
    private enum Where {
        NOWHERE,
        /** The objects of the library or the application, where a seam hands on what it was called for. */
        BEHIND,
        /** These objects where the seam asks them about something else. */
        ASKED,
        /** The telemetry, within its guards. */
        WITHIN
    }

    /** @param loader has the agent's classes and the libraries */
    SeamTrial(ClassLoader loader) throws Exception {
        Class<?> faults = loader.loadClass("io.obsagent.verify.apps.faults.Fault");
        valueOf = faults.getMethod("valueOf", String.class);
        happen = faults.getDeclaredMethod("happen");
        valueOf.setAccessible(true);
        happen.setAccessible(true);
        Class<?> config = loader.loadClass("io.obsagent.config.AgentConfig");
        Object defaults = SeamParts.call(config, null, "with", new Object[] {new String[0]});
        telemetry = SeamParts.call(loader.loadClass("io.obsagent.telemetry.ObsTelemetry"), null, "create", defaults);
        SeamParts.call(loader.loadClass("io.obsagent.api.TelemetryHolder"), null, "set", telemetry);
        parts = new SeamParts(loader, telemetry, this::called);
    }

    /** What did not go as it goes when nothing fails. */
    List<String> wrong() {
        return wrong;
    }

    /** The names of seams in whose calls something has failed. */
    Set<String> failed() {
        return failed;
    }

    /** Calls all methods of a seam in all circumstances, on a thread of a name that {@code FaultyPlace} knows. */
    void run(Class<?> seam) throws Exception {
        String name = Thread.currentThread().getName();
        Thread.currentThread().setName("faulty");
        try {
            runAll(seam);
        } finally {
            Thread.currentThread().setName(name);
        }
    }

    private void runAll(Class<?> seam) throws Exception {
        for (Class<?> type = seam; type.getName().startsWith("io.obsagent."); type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic()
                        && !OF_ANY_OBJECT.contains(method.getName())) {
                    method.setAccessible(true);
                    run(seam, method);
                }
            }
        }
    }

    private void run(Class<?> seam, Method method) throws Exception {
        Outcome sound = outcome(seam, method, Where.NOWHERE, null);
        if (sound.thrown != null) {
            throw new IllegalStateException(seam + " " + method + " does not work on what it was given", sound.thrown);
        }
        for (String each : FAULTS) {
            for (Where place : List.of(Where.BEHIND, Where.ASKED, Where.WITHIN)) {
                Outcome faulty = outcome(seam, method, place, each);
                String what = seam.getName() + "." + method.getName() + ", " + each + " " + place + ": ";
                if (happened == null && !faulty.failedWithin) {
                    continue;
                }
                failed.add(seam.getName());
                if (place == Where.BEHIND) {
                    if (faulty.thrown != happened && (faulty.thrown == null || faulty.thrown.getCause() != happened)) {
                        wrong.add(what + faulty + " instead of throwing " + happened);
                    }
                } else if (faulty.thrown != null || !faulty.handedOn.equals(sound.handedOn)) {
                    wrong.add(what + faulty + " instead of " + sound);
                }
                if (each.equals("INTERRUPTION") && place == Where.WITHIN && !faulty.interrupted) {
                    wrong.add(what + "the interruption is forgotten");
                }
                if (sound.current == null && faulty.current != null) {
                    wrong.add(what + faulty.current + " is left current");
                }
            }
        }
    }

    private Outcome outcome(Class<?> seam, Method method, Where place, String kind) throws Exception {
        Object instance = parts.make(seam);
        Object[] arguments = parts.makeAll(method.getParameterTypes());
        Outcome outcome = new Outcome();
        methodName = method.getName();
        fault = kind;
        happened = null;
        handedOn.clear();
        System.clearProperty("faulty.happened");
        if (place == Where.WITHIN) {
            System.setProperty("faulty.fault", kind);
            System.setProperty("faulty.place", "telemetry");
        }
        if ("INTERRUPTION".equals(kind)) {
            Thread.currentThread().interrupt();
        }
        where = place;
        try {
            method.invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            outcome.thrown = e.getCause();
        } finally {
            where = Where.NOWHERE;
            System.setProperty("faulty.place", "");
        }
        outcome.interrupted = Thread.interrupted();
        outcome.failedWithin = System.getProperty("faulty.happened") != null;
        outcome.handedOn = List.copyOf(handedOn);
        outcome.current = SeamParts.call(telemetry.getClass(), telemetry, "current");
        if (outcome.current != null) {
            SeamParts.call(telemetry.getClass(), telemetry, "suspend");
        }
        return outcome;
    }

    /** Called by what stands for the objects of libraries and applications. */
    private void called(Class<?> type, Method method) throws Throwable {
        boolean handsOn = method.getName().equals(methodName)
                || method.getName().equals(HANDED_ON_BY.get(methodName + " " + type.getName()));
        if (handsOn) {
            handedOn.add(type.getSimpleName() + "." + method.getName());
        }
        if (where == Where.BEHIND && handsOn || where == Where.ASKED && !handsOn) {
            try {
                happen.invoke(valueOf.invoke(null, fault));
            } catch (InvocationTargetException e) {
                happened = e.getCause();
                throw happened;
            }
        }
    }

    private static final class Outcome {
        Throwable thrown;
        List<String> handedOn;
        Object current;
        boolean interrupted;
        boolean failedWithin;

        @Override
        public String toString() {
            return (thrown == null ? "returned" : "threw " + thrown) + " after " + handedOn;
        }
    }
}

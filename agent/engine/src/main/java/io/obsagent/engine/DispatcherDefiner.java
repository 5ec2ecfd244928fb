package io.obsagent.engine;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * Defines {@link ObsAgentDispatcher} in the boot loader without appending to its search path, which would switch class
 * data sharing off for application classes and make the JVM print a warning.
 *
 * <p>Reflection throughout, because one class file serves Java 8 and the module system.
 */
public final class DispatcherDefiner {

    private static final String NAME = "java.lang.ObsAgentDispatcher";

    private DispatcherDefiner() {}

    /**
     * Defines the dispatcher; to be called once, before {@link Engine} is loaded, whose verification needs it. That of an
     * agent that was detached is used again: a class of the boot loader stays.
     *
     * @throws IllegalStateException when another agent of ours uses it
     * @throws Exception when this JVM allows no way to do it; nothing can be woven then
     */
    public static void define(Instrumentation instrumentation, AgentClasses classes) throws Exception {
        boolean isDefined = isDefined();
        if (isDefined && ObsAgentDispatcher.isInstalled()) {
            throw new IllegalStateException("an obs-agent is at work in this JVM already");
        }
        Method getModule = moduleGetter();
        if (getModule != null) {
            openPackages(instrumentation, getModule);
        }
        if (!isDefined) {
            define(classes.classFile(NAME), getModule != null);
        }
    }

    private static void define(byte[] file, boolean hasModules) throws Exception {
        if (!hasModules) {
            defineByUnsafe(file);
        } else {
            Method privateLookup =
                    MethodHandles.class.getMethod("privateLookupIn", Class.class, MethodHandles.Lookup.class);
            Object lookup = privateLookup.invoke(null, Object.class, MethodHandles.lookup());
            MethodHandles.Lookup.class.getMethod("defineClass", byte[].class).invoke(lookup, (Object) file);
        }
    }

    /** Whether an agent has defined the dispatcher in this JVM before. */
    static boolean isDefined() {
        try {
            Class.forName(NAME, false, null);
            return true;
        } catch (ClassNotFoundException first) {
            return false;
        }
    }

    /**
     * Opens java.lang to the unnamed module of the agent's own loader, and exports the JDK's own HTTP client to it, whose
     * requests hooks complete; to nobody else.
     */
    private static void openPackages(Instrumentation instrumentation, Method getModule) throws Exception {
        Object javaBase = getModule.invoke(Object.class);
        Set<?> agent = Collections.singleton(getModule.invoke(DispatcherDefiner.class));
        redefine(instrumentation, javaBase, Collections.emptyMap(), Collections.singletonMap("java.lang", agent));
        try {
            redefine(
                    instrumentation,
                    javaBase,
                    Collections.singletonMap("sun.net.www.protocol.http", agent),
                    Collections.emptyMap());
        } catch (ReflectiveOperationException noSuchPackage) {
            // what the client sends again keeps the headers that it had first, then
        }
    }

    private static void redefine(Instrumentation instrumentation, Object module, Map<?, ?> exports, Map<?, ?> opens)
            throws Exception {
        Instrumentation.class
                .getMethod(
                        "redefineModule",
                        Class.forName("java.lang.Module"),
                        Set.class,
                        Map.class,
                        Map.class,
                        Set.class,
                        Map.class)
                .invoke(
                        instrumentation,
                        module,
                        Collections.emptySet(),
                        exports,
                        opens,
                        Collections.emptySet(),
                        Collections.emptyMap());
    }

    private static void defineByUnsafe(byte[] file) throws Exception {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field field = type.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        type.getMethod(
                        "defineClass",
                        String.class,
                        byte[].class,
                        int.class,
                        int.class,
                        ClassLoader.class,
                        ProtectionDomain.class)
                .invoke(field.get(null), NAME, file, 0, file.length, null, null);
    }

    private static Method moduleGetter() {
        try {
            return Class.class.getMethod("getModule");
        } catch (NoSuchMethodException java8) {
            return null;
        }
    }
}

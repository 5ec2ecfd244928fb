package io.obsagent.engine;

import java.io.IOException;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;

/**
 * Defines hook classes for one class loader of the application. They see the library through the application's loader
 * and, by an allow-list, the agent's API; of the rest of the agent they see nothing.
 *
 * <p>Reachable only from the classes woven in that loader, so it goes when they go.
 */
final class HelperClassLoader extends ClassLoader {

    private static final String HOOKS = "io.obsagent.instrumentation.";
    private static final String API = "io.obsagent.api.";

    static {
        registerAsParallelCapable();
    }

    private final AgentClasses classes;
    private final ClassLoader agent;
    private final ProtectionDomain domain = HelperClassLoader.class.getProtectionDomain();

    private HelperClassLoader(ClassLoader application, AgentClasses classes, ClassLoader agent) {
        super(application);
        this.classes = classes;
        this.agent = agent;
    }

    /**
     * Makes a loader, also where the application code on the stack may not.
     *
     * @param application null for the boot loader
     */
    static HelperClassLoader create(
            final ClassLoader application, final AgentClasses classes, final ClassLoader agent) {
        return AccessController.doPrivileged(new PrivilegedAction<HelperClassLoader>() {
            @Override
            public HelperClassLoader run() {
                return new HelperClassLoader(application, classes, agent);
            }
        });
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(HOOKS)) {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
        if (name.startsWith(API)) {
            return agent.loadClass(name);
        }
        return super.loadClass(name, resolve);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] file;
        try {
            file = name.startsWith(HOOKS) ? classes.classFile(name) : null;
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, file, 0, file.length, domain);
    }
}

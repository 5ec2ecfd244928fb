package io.obsagent.verify.apps.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.servlet.Servlet;

/** A class loader that has a copy of the servlet of its own, as a web application has. */
final class Isolated extends ClassLoader {

    Isolated() {
        super(Isolated.class.getClassLoader());
    }

    /** A servlet of this loader's class. */
    Servlet greeting() throws Exception {
        return (Servlet) loadClass(Greeting.class.getName()).getConstructor().newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(Greeting.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                file.write(b);
            }
            return defineClass(name, file.toByteArray(), 0, file.size());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}

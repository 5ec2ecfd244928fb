package io.obsagent.verify.apps.plain;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.TreeSet;

/** Prints what an application can see of its JVM: classes and resources named as arguments, properties, class path, modules. */
public final class Sight {

    private Sight() {}

    public static void main(String[] args) throws IOException {
        for (String name : args) {
            System.out.println(name + " " + (name.indexOf('/') < 0 ? classIsVisible(name) : resources(name)));
        }
        System.out.println(
                "properties " + new TreeSet<String>(System.getProperties().stringPropertyNames()));
        System.out.println("handler " + Thread.getDefaultUncaughtExceptionHandler());
        System.out.println("loader "
                + Thread.currentThread().getContextClassLoader().getClass().getName());
        System.out.println("manager " + System.getProperty("java.util.logging.manager"));
        System.out.println("java.lang is open " + javaLangIsOpen());
        System.out.println("sun.net.www.protocol.http is exported " + handlerIsExported());
    }

    private static boolean javaLangIsOpen() {
        try {
            ClassLoader.class.getDeclaredMethod("findLoadedClass", String.class).setAccessible(true);
            return true;
        } catch (RuntimeException | NoSuchMethodException closed) {
            return false;
        }
    }

    private static boolean handlerIsExported() {
        try {
            return Class.forName("sun.net.www.protocol.http.Handler")
                            .getConstructor()
                            .newInstance()
                    != null;
        } catch (ReflectiveOperationException hidden) {
            return false;
        }
    }

    private static boolean classIsVisible(String name) {
        try {
            Class.forName(name, false, Sight.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException invisible) {
            return false;
        }
    }

    private static int resources(String name) throws IOException {
        int count = 0;
        for (URL url : Collections.list(Sight.class.getClassLoader().getResources(name))) {
            count += url == null ? 0 : 1;
        }
        return count;
    }
}

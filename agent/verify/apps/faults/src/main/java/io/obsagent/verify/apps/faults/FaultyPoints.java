package io.obsagent.verify.apps.faults;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;

/**
 * Calls each method of a class that a hook is woven into, with each {@link Fault} before and after its body, and prints what
 * came of it. Each time the class has another class loader. Arguments: the directory with the class, its name.
 */
public final class FaultyPoints {

    private FaultyPoints() {}

    public static void main(String[] args) throws Exception {
        URL[] directory = {new File(args[0]).toURI().toURL()};
        for (Fault fault : Fault.values()) {
            for (String place : new String[] {"before", "after"}) {
                try (URLClassLoader loader = new URLClassLoader(directory, FaultyPoints.class.getClassLoader())) {
                    call(loader.loadClass(args[1]), fault, place);
                }
            }
        }
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    private static void call(Class<?> woven, Fault fault, String place) throws Exception {
        Object points = woven.getConstructor().newInstance();
        Object result = new Object();
        Exception thrown = new Exception("the application's own");
        boolean interrupts = fault == Fault.INTERRUPTION;
        int returned = 0;
        int threw = 0;
        int interrupted = 0;
        for (Method point : woven.getDeclaredMethods()) {
            FaultyPlace.set(fault, place);
            returned += outcome(point, points, result, null, interrupts) == result ? 1 : 0;
            interrupted += Thread.interrupted() ? 1 : 0;
            threw += outcome(point, points, null, thrown, interrupts) == thrown ? 1 : 0;
            interrupted += Thread.interrupted() ? 1 : 0;
            // one that does not fail, lest hooks that all class loaders share are switched off
            FaultyPlace.set(Fault.NONE, place);
            outcome(point, points, result, null, false);
        }
        System.out.println(fault + " " + place + ": " + returned + " returned, " + threw + " threw, " + interrupted
                + " were interrupted");
    }

    private static Object outcome(Method point, Object points, Object result, Exception thrown, boolean interrupted)
            throws IllegalAccessException {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            return point.invoke(points, result, thrown);
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }
}

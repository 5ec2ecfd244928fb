package io.obsagent.verify.apps.plain;

import java.io.File;

/**
 * Takes long to start and long to end: until the files {@code start}, {@code stop} and {@code end} appear in its working
 * directory. It calls a URL as the last thing it does, in its shutdown hook.
 */
public final class Lingering {

    static {
        System.out.println("starting");
        awaitFile("start");
    }

    private Lingering() {}

    /** @param args the URL */
    public static void main(final String[] args) {
        System.out.println("main");
        Runtime.getRuntime().addShutdownHook(new Thread(new Runnable() {
            @Override
            public void run() {
                System.out.println("ending");
                awaitFile("end");
                System.out.println("last call " + Caller.call(args[0]));
            }
        }));
        awaitFile("stop");
    }

    private static void awaitFile(String name) {
        try {
            while (!new File(name).exists()) {
                Thread.sleep(10);
            }
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}

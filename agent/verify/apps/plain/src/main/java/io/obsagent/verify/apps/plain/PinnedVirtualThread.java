package io.obsagent.verify.apps.plain;

/** A virtual thread that sleeps while it initialises a class, which pins it on every JDK. Java 8, hence reflection. */
public final class PinnedVirtualThread {

    private PinnedVirtualThread() {}

    public static void main(String[] args) throws Exception {
        Thread.sleep(Long.parseLong(args[0])); // until the agent records
        Thread pinned = (Thread) Thread.class
                .getMethod("startVirtualThread", Runnable.class)
                .invoke(null, (Runnable) () -> System.out.println("slow " + Slow.VALUE));
        pinned.join();
        System.out.println("done");
        System.in.read();
    }

    private static final class Slow {
        static final int VALUE = sleep();

        private static int sleep() {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 1;
        }
    }
}

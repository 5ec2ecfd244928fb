package io.obsagent.verify.apps.plain;

/** Loads classes, prints their names and waits to be examined. */
public final class Patient {

    private Patient() {}

    /** @param args names of classes */
    public static void main(String[] args) throws Exception {
        for (String name : args) {
            System.out.println("loaded " + Class.forName(name).getName());
        }
        System.out.println("done");
        Thread.sleep(600_000);
    }
}

package io.obsagent.verify.apps.faults;

/**
 * What the agent is changed to call where it is to fail. The application says for its own thread which fault happens and
 * where; as it cannot see the agent's copy of this class, by system properties.
 */
public final class FaultyPlace {

    private static final String THREAD = "faulty";

    private FaultyPlace() {}

    /** Lets the present thread, from now on, fail at a place, or nowhere ({@link Fault#NONE}). */
    static void set(Fault fault, String place) {
        Thread.currentThread().setName(THREAD);
        System.setProperty("faulty.fault", fault.name());
        System.setProperty("faulty.place", place);
    }

    /** Called by the agent. */
    public static void pass(String place) {
        if (Thread.currentThread().getName().equals(THREAD) && place.equals(System.getProperty("faulty.place"))) {
            System.setProperty("faulty.happened", place);
            Fault.valueOf(System.getProperty("faulty.fault")).happen();
        }
    }
}

package java.lang;

/**
 * What woven code calls. Defined by the boot loader in {@code java.lang}, the one package that every class of every class
 * loader and module sees, OSGi bundles included.
 *
 * <p>It knows nothing but the JDK; the engine, which the application cannot see, installs the implementation. Until then,
 * and for all calls that are not to be observed, {@link #enter} returns null and the woven code does nothing more.
 */
public abstract class ObsAgentDispatcher {

    /** Statuses of HTTP and options of database drivers are below. */
    private static final int BOXES = 1024;

    private static final Integer[] BOXED = new Integer[BOXES];

    private static volatile ObsAgentDispatcher installed;

    protected ObsAgentDispatcher() {}

    /** Used by the engine; null takes the implementation away, which makes all woven code pass through. */
    public static void install(ObsAgentDispatcher dispatcher) {
        installed = dispatcher;
    }

    /** Whether an engine is at work. */
    public static boolean isInstalled() {
        return installed != null;
    }

    /**
     * Called where a woven method of at most three parameters begins.
     *
     * @param woven the class whose code was woven
     * @param point number of the rule in the plan
     * @param self the instance, null in static methods and constructors
     * @param count number of arguments
     * @param first the first argument, or null; likewise the others
     * @return a token for {@link #exit} or {@link #constructed}; with null these do nothing
     */
    public static Object enter(
            Class<?> woven, int point, Object self, int count, Object first, Object second, Object third) {
        ObsAgentDispatcher dispatcher = installed;
        return dispatcher == null ? null : dispatcher.before(woven, point, self, count, first, second, third, null);
    }

    /**
     * Called where any other woven method begins, and one whose arguments may be replaced.
     *
     * @param args the arguments; elements may be replaced
     * @return as of the other method
     */
    public static Object enter(Class<?> woven, int point, Object self, Object[] args) {
        ObsAgentDispatcher dispatcher = installed;
        return dispatcher == null ? null : dispatcher.before(woven, point, self, args.length, null, null, null, args);
    }

    /**
     * Called for each argument and result that is an int. Keeps the objects for more numbers than the JDK does, since each call
     * needs one, observed or not.
     */
    public static Integer boxed(int value) {
        if (value < 0 || value >= BOXES) {
            return Integer.valueOf(value);
        }
        Integer known = BOXED[value];
        if (known == null) {
            known = Integer.valueOf(value);
            BOXED[value] = known; // two threads may: what counts is the value
        }
        return known;
    }

    /**
     * Called where a woven method ends.
     *
     * @param token what {@link #enter} returned
     * @return the result, replaced or not
     */
    public static Object exit(Object token, Object result, Throwable thrown) {
        ObsAgentDispatcher dispatcher = installed;
        return token == null || dispatcher == null ? result : dispatcher.after(token, null, result, thrown);
    }

    /** Called where a woven constructor ends. */
    public static void constructed(Object token, Object self) {
        ObsAgentDispatcher dispatcher = installed;
        if (token != null && dispatcher != null) {
            dispatcher.after(token, self, null, null);
        }
    }

    /** See {@link #enter}; args is null when the first three are all arguments. Must not throw. */
    protected abstract Object before(
            Class<?> woven,
            int point,
            Object self,
            int count,
            Object first,
            Object second,
            Object third,
            Object[] args);

    /** See {@link #exit} and {@link #constructed}; constructed is null for methods. Must not throw. */
    protected abstract Object after(Object token, Object constructed, Object result, Throwable thrown);
}

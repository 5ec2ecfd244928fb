package io.obsagent.api;

/** Where an {@link Instrumentation} places its hooks: types first, then methods, then the hook. */
public interface Weaving {

    /**
     * Selects classes by their exact binary names.
     *
     * @param names binary names such as {@code java.util.concurrent.ThreadPoolExecutor}
     */
    TypeRule types(String... names);

    /**
     * Selects every concrete or abstract class that is, extends or implements one of the named types, and interfaces
     * among them as far as they have default methods.
     *
     * @param names binary names of classes or interfaces such as {@code java.sql.Statement}
     */
    TypeRule subtypesOf(String... names);

    /**
     * Applies everything that this instrumentation declares a second time under another name space: each name that
     * begins with {@code prefix} then begins with {@code alias}, in the rules and in the hook classes alike. One flow
     * thus serves {@code javax.servlet} and {@code jakarta.servlet}.
     *
     * @param prefix package prefix as it stands in the source, for example {@code javax.servlet}
     * @param alias package prefix that replaces it, for example {@code jakarta.servlet}
     */
    void alias(String prefix, String alias);

    /**
     * Loads the hook classes of this instrumentation once for the whole JVM, not once per class loader of the
     * application. For hooks that use nothing but {@code java.*}: they then share their state wherever the woven classes
     * come from. State that they keep must not hold objects of the application strongly.
     */
    void shared();

    /**
     * Says that the hooks have an effect only within operations of other instrumentations. Nothing is woven for them
     * until another instrumentation has woven a class, so that a JVM without such classes pays nothing.
     */
    void followsOthers();

    /**
     * Says that this instrumentation is off unless the configuration switches it on: nothing is woven for it until then.
     * For what costs more than most applications want to pay.
     */
    void onlyWhenAskedFor();

    /** Narrows and completes a selection of types. */
    interface TypeRule {

        /**
         * Leaves out types whose binary name begins with one of the prefixes.
         *
         * @return this
         */
        TypeRule except(String... namePrefixes);

        /**
         * Selects methods that the selected types declare themselves and that have a body.
         *
         * @param patterns one of the patterns has to match: {@code execute} (any parameters), {@code execute*} (by
         *     prefix), {@code service(javax.servlet.ServletRequest, javax.servlet.ServletResponse)} (exact parameter
         *     types as in source, {@code int}, {@code java.lang.String[]}), {@code execute(java.lang.String, ..)}
         *     (leading parameters), {@code run()} (none), {@code <init>} (constructors)
         */
        MethodRule methods(String... patterns);
    }

    /** Says how the selected methods are hooked. */
    interface MethodRule {

        /**
         * Calls the hook for the outermost of nested calls on one thread only. Nested means: a hooked call within a
         * hooked call of the same group, be it a pool's proxy and the driver behind it or an overload that calls its
         * sibling.
         *
         * @param group name shared by all rules that belong together, for example {@code jdbc}; not for constructors,
         *     whose end is not seen when they throw
         * @return this
         */
        MethodRule outermost(String group);

        /**
         * Lets the hook replace arguments and the result. Without it {@link Call#replaceArg} and
         * {@link Call#replaceResult} have no effect, and the woven code is smaller.
         *
         * @return this
         */
        MethodRule replacing();

        /**
         * Says that these methods alone are no reason to weave a subtype: the hook completes what other hooks do in the same
         * class. For common names such as {@code close}, which would have the super types of half of all classes looked up.
         *
         * @return this
         */
        MethodRule alongOthers();

        /**
         * Goes on to call the hook after its instrumentation, once on, was switched off in the running JVM. For hooks that
         * end what others began, that count up and down, and that build something which lives on: what they begin themselves
         * depends on {@link Telemetry#isOn}.
         *
         * @return this
         */
        MethodRule staysOn();

        /**
         * Does not call the hook until another one, of whatever instrumentation, calls {@link Call#wake}; it never sleeps again.
         * For methods that are called with each request, while the hook has something to do in few applications only.
         *
         * @return this
         */
        MethodRule asleep();

        /**
         * Places the hook; ends the rule.
         *
         * @param hook a public class with a public constructor without parameters
         * @return the types, for a further rule
         */
        TypeRule with(Class<? extends Hook> hook);
    }
}

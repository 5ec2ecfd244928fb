package io.obsagent.engine;

/** What became of the methods that a target names. Immutable. */
public final class MethodOutcome {

    /** Why nothing is woven for a target. */
    public enum Reason {
        /** It is not in force: there are too many of its kind, or methods. */
        LEFT_OUT,
        /** No class that it names is loaded. */
        NOT_LOADED,
        /** All loaded classes that it names are of a kind that is left alone: the JDK's, the agent's or generated. */
        LEFT_ALONE,
        /** Loaded classes that it names declare no such method with code, or lack the annotations. */
        NO_METHOD
    }

    /** How many methods are woven; overloads count once. */
    public final int methods;

    /** Null when methods are woven. */
    public final Reason reason;

    /** One of the classes that it names in vain; null when there is none. */
    public final String className;

    MethodOutcome(int methods, Reason reason, String className) {
        this.methods = methods;
        this.reason = reason;
        this.className = className;
    }
}

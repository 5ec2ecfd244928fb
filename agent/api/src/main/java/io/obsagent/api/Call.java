package io.obsagent.api;

/**
 * One call of a woven method, as its {@link Hook} sees it. Belongs to the calling thread and is not kept beyond
 * {@link Hook#after}.
 */
public abstract class Call {

    private Object self;
    private final Object[] args;
    private Object result;
    private Throwable thrown;
    private Object attachment;
    private Operation operation;
    private Scope scope;

    /**
     * Made by the engine.
     *
     * @param self the instance, or null for static methods and for constructors before their body
     * @param args the arguments, never null
     */
    protected Call(Object self, Object[] args) {
        this.self = self;
        this.args = args;
    }

    /** The instance the method was called on; null for static methods and in {@link Hook#before} of constructors. */
    @SuppressWarnings("unchecked")
    public <T> T self() {
        return (T) self;
    }

    /** The number of arguments. */
    public int argCount() {
        return args.length;
    }

    /**
     * An argument, primitives boxed.
     *
     * @param index from 0
     * @throws ArrayIndexOutOfBoundsException when there is no such argument
     */
    @SuppressWarnings("unchecked")
    public <T> T arg(int index) {
        return (T) args[index];
    }

    /** Replaces an argument before the body runs; only under {@link Weaving.MethodRule#replacing()}. */
    public void replaceArg(int index, Object value) {
        args[index] = value;
    }

    /** What the method returned, primitives boxed; null for void, before the body, and when it threw. */
    @SuppressWarnings("unchecked")
    public <T> T result() {
        return (T) result;
    }

    /** Replaces the result after the body ran; only under {@link Weaving.MethodRule#replacing()}. */
    public void replaceResult(Object value) {
        result = value;
    }

    /** What the method threw; null when it returned, and for constructors. */
    public Throwable thrown() {
        return thrown;
    }

    /** Keeps a value from {@link Hook#before} for {@link Hook#after}. */
    public void attach(Object value) {
        attachment = value;
    }

    /** The value kept by {@link #attach}, or null. */
    @SuppressWarnings("unchecked")
    public <T> T attached() {
        return (T) attachment;
    }

    /**
     * Makes an operation current on this thread until {@link #leave}, at the latest until the woven method ends. Not for
     * constructors, whose end is not seen when they throw.
     *
     * @param entered the operation; null does nothing
     */
    public void enter(Operation entered) {
        if (entered != null) {
            operation = entered;
            scope = entered.activate();
        }
    }

    /**
     * Makes current what was current before {@link #enter}.
     *
     * @return the operation entered, for the hook to complete and end; null when none was entered
     */
    public Operation leave() {
        Operation left = operation;
        operation = null;
        closeScope();
        return left;
    }

    /** The operation entered and not yet left, or null. */
    public Operation entered() {
        return operation;
    }

    /** Used by the engine when a constructor has ended. */
    protected void constructed(Object instance) {
        self = instance;
    }

    /** Used by the engine when the body has ended. */
    protected void completed(Object returned, Throwable threw) {
        result = returned;
        thrown = threw;
    }

    private void closeScope() {
        Scope open = scope;
        scope = null;
        if (open != null) {
            open.close();
        }
    }
}

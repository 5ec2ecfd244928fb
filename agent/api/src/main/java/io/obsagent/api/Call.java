package io.obsagent.api;

/**
 * One call of a woven method, as its {@link Hook} sees it. Belongs to the calling thread and is not kept beyond
 * {@link Hook#after}: the engine uses it again for another call.
 */
public abstract class Call {

    private Object self;
    private int argCount;
    private Object first;
    private Object second;
    private Object third;
    /** All arguments, in place of the three fields; null when these hold them. */
    private Object[] args;

    private Object result;
    private Throwable thrown;
    private Object attachment;
    private long attachedTime;
    private Operation operation;
    private Operation currentBefore;
    private boolean aside;

    /** Made by the engine. */
    protected Call() {}

    /** A call under way, for tests of hooks. */
    protected Call(Object self, Object[] args) {
        begin(self, args.length, null, null, null, args);
    }

    /** The instance the method was called on; null for static methods and in {@link Hook#before} of constructors. */
    @SuppressWarnings("unchecked")
    public <T> T self() {
        return (T) self;
    }

    /** The number of arguments. */
    public int argCount() {
        return argCount;
    }

    /**
     * An argument, primitives boxed.
     *
     * @param index from 0
     * @throws IndexOutOfBoundsException when there is no such argument
     */
    @SuppressWarnings("unchecked")
    public <T> T arg(int index) {
        if (index < 0 || index >= argCount) {
            throw new IndexOutOfBoundsException("no argument " + index);
        }
        if (args != null) {
            return (T) args[index];
        }
        return (T) (index == 0 ? first : index == 1 ? second : third);
    }

    /** Replaces an argument before the body runs; only under {@link Weaving.MethodRule#replacing()}. */
    public void replaceArg(int index, Object value) {
        if (args != null) {
            args[index] = value;
        }
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

    /** Keeps a {@link System#nanoTime()} from {@link Hook#before} for {@link Hook#after}, without an object. */
    public void attachTime(long nanoTime) {
        attachedTime = nanoTime;
    }

    /** The time kept by {@link #attachTime}; 0 when none was. */
    public long attachedTime() {
        return attachedTime;
    }

    /**
     * Says that this call is none of the hook's after all: calls within it are not within the re-entrance group. For
     * {@link Hook#before}.
     */
    public void standAside() {
        aside = true;
    }

    /** Has all hooks called from now on that sleep, for good, see {@link Weaving.MethodRule#asleep}. Called by any thread. */
    public void wake() {}

    /** Used by the engine: whether the hook stands aside. */
    protected final boolean standsAside() {
        return aside;
    }

    /**
     * Makes an operation current on this thread until {@link #leave}, at the latest until the woven method ends. Not for
     * constructors, whose end is not seen when they throw.
     *
     * @param entered the operation; null does nothing
     */
    public void enter(Operation entered) {
        if (entered != null) {
            currentBefore = entered.makeCurrent();
            operation = entered;
        }
    }

    /**
     * Makes current what was current before {@link #enter}.
     *
     * @return the operation entered, for the hook to complete and end; null when none was entered
     */
    public Operation leave() {
        Operation left = operation;
        if (left != null) {
            operation = null;
            left.restore(currentBefore);
        }
        return left;
    }

    /** The operation entered and not yet left, or null. */
    public Operation entered() {
        return operation;
    }

    /**
     * Used by the engine when a call begins.
     *
     * @param instance the instance, or null for static methods and for constructors before their body
     * @param count number of arguments
     * @param all the arguments, elements may be replaced; or null, when the first three are all there are
     */
    protected final void begin(Object instance, int count, Object first, Object second, Object third, Object[] all) {
        self = instance;
        argCount = count;
        this.first = first;
        this.second = second;
        this.third = third;
        args = all;
        aside = false;
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

    /** Used by the engine when the call is over: lets go of everything. */
    protected final void forget() {
        begin(null, 0, null, null, null, null);
        completed(null, null);
        attachment = null;
        attachedTime = 0;
        operation = null;
        currentBefore = null;
    }
}

package io.obsagent.engine;

import io.obsagent.api.AgentThread;
import io.obsagent.api.Operation;
import io.obsagent.api.State;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * From woven code to hooks, and the one barrier between them: whatever a hook throws ends here.
 *
 * <p>A {@link ClassValue} keeps the hooks with the woven class, so nothing of the agent keeps a class loader of the
 * application alive. Each point remembers, weakly, one that it found lately.
 */
final class Dispatcher extends ObsAgentDispatcher {

    /** How many points the plan has; those of methods that the configuration names follow. */
    private final int planned;

    private final AgentClasses classes;
    private final LoaderHooks sharedHooks;
    /** By their numbers. Never changed but replaced; the points in it change. */
    private volatile HookPoint[] points;

    private final Set<String> everOn = new HashSet<String>();
    private Set<String> observed;
    private boolean passThrough;

    /** Whether hooks that sleep at first are called. */
    private boolean woken;

    /** Whether all points know that: whoever finds it so can rely on it. */
    private volatile boolean awake;

    /** Finds the hooks that woven classes of the same loader already hold. By identity: loaders may define equals. */
    private final State<ClassLoader, WeakReference<LoaderHooks>> byLoader =
            new State<ClassLoader, WeakReference<LoaderHooks>>();

    /** What threads hold of this object: more would keep it in them for good, as it holds the key of their state. */
    private final WeakReference<Dispatcher> self = new WeakReference<Dispatcher>(this);

    /**
     * Without an {@code initialValue}, which would make this a class of its own: of the classes that the JVM has seen where all
     * thread locals get their first value it remembers two, and the application's are asked for theirs with each request.
     */
    private final ThreadLocal<ThreadState> threads = new ThreadLocal<ThreadState>();

    private final ClassValue<LoaderHooks> hooks = new ClassValue<LoaderHooks>() {
        @Override
        protected LoaderHooks computeValue(Class<?> woven) {
            return hooksOf(woven.getClassLoader());
        }
    };

    Dispatcher(Plan plan, AgentClasses classes) {
        HookPoint[] known = new HookPoint[plan.rules().size()];
        for (Rule rule : plan.rules()) {
            known[rule.point] = new HookPoint(rule, plan.groupBit(rule), rule.asleep);
        }
        this.planned = known.length;
        this.classes = classes;
        this.sharedHooks = new LoaderHooks(Dispatcher.class.getClassLoader(), planned);
        this.points = known;
    }

    /**
     * Makes the woven code of all other instrumentations pass through, but for hooks that stay on where the instrumentation
     * was on before. Calls under way end as they began.
     */
    synchronized void observe(Set<String> on) {
        everOn.addAll(on);
        observed = on;
        switchOff();
    }

    /** Makes all woven code pass through as if nothing were observed, or no longer. */
    synchronized void passThrough(boolean pass) {
        passThrough = pass;
        switchOff();
    }

    /** Has hooks called from now on that slept. */
    void wake() {
        if (!awake) {
            wakeUp();
        }
    }

    private synchronized void wakeUp() {
        woken = true;
        switchOff();
        awake = true;
    }

    private void switchOff() {
        for (HookPoint point : points) {
            point.off = isOff(point.rule);
        }
    }

    private boolean isOff(Rule rule) {
        if (rule.point >= planned) {
            return passThrough || rule.ready.isOff();
        }
        boolean stays = rule.staysOn && everOn.contains(rule.instrumentation);
        boolean wanted = !passThrough && (observed == null || observed.contains(rule.instrumentation));
        return !stays && !wanted || rule.asleep && !woken;
    }

    /** The first point behind those of the plan. */
    int planned() {
        return planned;
    }

    /**
     * Sets what woven code of a point behind the plan's calls.
     *
     * @param rule its point is one that was set before, or the next one; its hook is {@link Rule#ready}
     */
    synchronized void place(Rule rule) {
        HookPoint[] placed = Arrays.copyOf(points, Math.max(points.length, rule.point + 1));
        placed[rule.point] = new HookPoint(rule, 0, isOff(rule));
        points = placed;
    }

    @Override
    protected Object before(
            Class<?> woven,
            int point,
            Object self,
            int count,
            Object first,
            Object second,
            Object third,
            Object[] args) {
        ThreadState thread = null;
        try {
            HookPoint at = points[point];
            if (at.off) {
                return null;
            }
            ThreadState current = threads.get();
            if (current == null) {
                current = first();
            }
            if (current.busy || (current.groups & at.groupBit) != 0) {
                return null;
            }
            thread = current;
            thread.busy = true;
            BoundHook bound = bound(at, woven, thread);
            if (bound == null || bound.isOff()) {
                return null;
            }
            HookCall call = thread.take();
            call.began(bound, self, count, first, second, third, args);
            try {
                if (at.actsBefore) {
                    bound.hook.before(call);
                }
                call.hookEnded(true);
            } catch (Throwable failure) {
                call.failed = true;
                failed(bound, failure);
            }
            long groupBit = call.isAside() ? 0 : at.groupBit;
            if (!at.actsAfter && groupBit == 0 && call.entered() == null) {
                // nothing is to be done when the body has ended
                if (!call.failed) {
                    bound.succeeded();
                }
                call.over();
                return null;
            }
            thread.groups |= groupBit;
            call.actsAfter = at.actsAfter;
            return call;
        } catch (Throwable failure) {
            // ours or the JVM's (no memory, no stack): the application's call goes on unobserved
            return null;
        } finally {
            if (thread != null) {
                thread.busy = false;
            }
        }
    }

    @Override
    protected Object after(Object token, Object constructed, Object result, Throwable thrown) {
        if (!(token instanceof HookCall)) {
            // of an agent that was detached while this call was under way, before this one was attached
            return result;
        }
        HookCall call = (HookCall) token;
        if (call.bound == null) {
            // over already: there was no stack left for the way back, and a handler of the body caught that
            return result;
        }
        ThreadState thread = call.thread;
        // not only its own: calls within this one may have had no stack left to leave theirs
        thread.groups = call.groupsBefore;
        thread.busy = true;
        try {
            call.ended(constructed, result, thrown);
            if (call.actsAfter) {
                call.bound.hook.after(call);
            }
            call.hookEnded(false);
            if (!call.failed) {
                call.bound.succeeded();
            }
            return call.result();
        } catch (Throwable failure) {
            failed(call.bound, failure);
            endOpenOperation(call, thrown);
            return result;
        } finally {
            try {
                call.leave();
            } catch (Throwable failure) {
                failed(call.bound, failure);
            } finally {
                // also when there is no stack left for the calls before this line
                thread.busy = false;
                call.over();
            }
        }
    }

    /** Of a thread that calls a hook for the first time. */
    private ThreadState first() {
        ThreadState state = new ThreadState(self);
        state.busy = Thread.currentThread() instanceof AgentThread;
        threads.set(state);
        return state;
    }

    /** Null when the JVM cannot make it now. */
    private BoundHook bound(HookPoint at, Class<?> woven, ThreadState thread) {
        BoundHook ready = at.ready;
        if (ready != null) {
            return ready;
        }
        WeakReference<BoundHook> reference = at.last;
        BoundHook last = reference == null ? null : reference.get();
        return last != null && last.isOf(woven) ? last : find(at, woven, thread);
    }

    private BoundHook find(HookPoint at, Class<?> woven, ThreadState thread) {
        if (at.rule.shared) {
            BoundHook shared = sharedHooks.hook(at.rule);
            at.ready = shared;
            return shared;
        }
        BoundHook found = hooks.get(woven).hook(at.rule);
        if (found != null && thread.isTimeToRemember()) {
            found.remember(woven);
            at.last = found.reference;
        }
        return found;
    }

    private static void failed(BoundHook bound, Throwable failure) {
        try {
            bound.failed(failure);
        } catch (Throwable noMemoryNoStack) {
            // nothing can be told now
        }
    }

    /** Ends what the hook entered and, because it threw, neither left nor ended. */
    private static void endOpenOperation(HookCall call, Throwable thrown) {
        try {
            Operation open = call.leave();
            if (open != null) {
                open.end(thrown);
            }
        } catch (Throwable noMemoryNoStack) {
            // one span less
        }
    }

    private LoaderHooks hooksOf(ClassLoader loader) {
        ClassLoader agent = Dispatcher.class.getClassLoader();
        // the agent's own loader, whose classes are never woven, stands for the boot loader
        ClassLoader key = loader == null ? agent : loader;
        synchronized (byLoader) {
            WeakReference<LoaderHooks> reference = byLoader.get(key);
            LoaderHooks found = reference == null ? null : reference.get();
            if (found == null) {
                found = new LoaderHooks(HelperClassLoader.create(loader, classes, agent), planned);
                byLoader.put(key, new WeakReference<LoaderHooks>(found));
            }
            return found;
        }
    }
}

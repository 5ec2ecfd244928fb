package io.obsagent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.obsagent.api.AgentStats;
import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.HookCost;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hooks cost is told rightly, although only some calls are measured. */
class HookCostTest {

    private static final Map<String, Method> METHODS = new HashMap<>();
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final AtomicLong ALLOCATED = new AtomicLong();
    private static final int SLOW_MILLIS = 20;

    /** A {@link Dispatcher}; by that name the class would be looked for before the test has defined what it extends. */
    private final Object dispatcher = new Dispatcher(Plan.parse(""), EngineTest::classFile);

    private int points;

    @BeforeAll
    static void findMethods() throws Exception {
        EngineTest.defineDispatcherOnce();
        for (Method method : Dispatcher.class.getDeclaredMethods()) {
            method.setAccessible(true);
            METHODS.put(method.getName(), method);
        }
    }

    @BeforeAll
    static void countWhatTheTestSays() {
        HookCost.tellAllocationsBy(ALLOCATED::get);
    }

    @BeforeEach
    void forget() {
        ALLOCATED.set(0);
    }

    @Test
    void theFirstCallsAreAllMeasuredAndStandForThemselves() {
        Woven woven = woven(new Slow(SLOW_MILLIS));
        for (int i = 0; i < 5; i++) {
            woven.call(() -> {});
        }
        assertThat(woven.cost.calls()).isEqualTo(5);
        assertThat(woven.cost.nanos()).isGreaterThanOrEqualTo(2 * 5 * SLOW_MILLIS * 1_000_000L);
    }

    @Test
    void neitherTheBodyNorHooksOfCallsWithinItCount() {
        Woven outer = woven(new Slow(0));
        Woven inner = woven(new Slow(SLOW_MILLIS));
        for (int i = 0; i < 5; i++) {
            outer.call(() -> {
                sleep(SLOW_MILLIS);
                inner.call(() -> {});
            });
        }
        assertThat(outer.cost.calls()).isEqualTo(5);
        assertThat(outer.cost.nanos()).isLessThan(SLOW_MILLIS * 1_000_000L);
        assertThat(inner.cost.nanos()).isGreaterThanOrEqualTo(2 * 5 * SLOW_MILLIS * 1_000_000L);
    }

    @Test
    void eachCallOfARecursionCountsOnce() {
        Woven woven = woven(new Slow(1));
        woven.recurse(9);
        assertThat(woven.cost.calls()).isEqualTo(10);
        assertThat(woven.cost.nanos()).isBetween(2 * 10 * 1_000_000L, 2 * 10 * SLOW_MILLIS * 1_000_000L);
    }

    @Test
    void whatAHookCallsThatIsWovenTooIsItsOwnCost() {
        Woven inner = woven(new Slow(0));
        Woven outer = woven(new Hook() {
            @Override
            public void before(Call call) {
                inner.call(() -> sleep(SLOW_MILLIS));
            }
        });
        outer.call(() -> {});
        assertThat(outer.cost.nanos()).isGreaterThanOrEqualTo(SLOW_MILLIS * 1_000_000L);
        assertThat(inner.cost.calls()).isZero();
    }

    @Test
    void bytesAreThoseOfHooksWithoutThoseOfBodies() {
        Woven woven = woven(new Hook() {
            @Override
            public void before(Call call) {
                ALLOCATED.addAndGet(10);
            }

            @Override
            public void after(Call call) {
                ALLOCATED.addAndGet(3);
            }
        });
        assertThat(woven.cost.bytes()).as("not known").isEqualTo(-1);
        for (int i = 0; i < 5; i++) {
            woven.call(() -> ALLOCATED.addAndGet(1_000));
        }
        assertThat(woven.cost.bytes()).isEqualTo(5 * 13);
    }

    @Test
    void afterTheFirstCallsOneStandsForMany() {
        Woven woven = woven(new Hook() {
            @Override
            public void before(Call call) {
                ALLOCATED.addAndGet(10);
            }
        });
        long calls = 200L * ThreadState.EVERY;
        for (long i = 0; i < calls; i++) {
            woven.call(() -> {});
        }
        assertThat(woven.cost.calls()).isCloseTo(calls, within(ThreadState.EVERY + BoundHook.FIRST_CALLS + 0L));
        assertThat(woven.cost.bytes()).isEqualTo(10 * woven.cost.calls());
    }

    /** As requests that call the same hooks in the same order. */
    @ParameterizedTest
    @ValueSource(ints = {2, 8, 20, 1024})
    void eachHookOfACycleHasItsTurn(int length) {
        ThreadState thread = new ThreadState(null);
        BoundHook[] hooks = new BoundHook[length];
        Long[] estimates = new Long[length];
        for (int i = 0; i < length; i++) {
            estimates[i] = 0L;
            hooks[i] = new BoundHook("hook", new Slow(0), AgentStats.hookCost("cycle"));
        }
        int rounds = 20 * ThreadState.EVERY;
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < length; i++) {
                estimates[i] += thread.weight(hooks[i]);
            }
        }
        assertThat(estimates)
                .allSatisfy(estimate -> assertThat(estimate).isCloseTo((long) rounds, within(2L * ThreadState.EVERY)));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void callsOnVirtualThreadsCountToo() throws Exception {
        Woven woven = woven(new Slow(1));
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        for (int i = 0; i < 20; i++) {
            ((Thread) start.invoke(null, (Runnable) () -> woven.recurse(0))).join();
        }
        assertThat(woven.cost.calls()).isEqualTo(20);
        assertThat(woven.cost.nanos()).isGreaterThanOrEqualTo(2 * 20 * 1_000_000L);
    }

    /** As virtual threads, of which hardly one makes enough calls for its turn to come. */
    @Test
    void callsOfShortThreadsHaveTheirTurnToo() {
        BoundHook hook = new BoundHook("hook", new Slow(0), AgentStats.hookCost("short"));
        int threads = 400_000;
        int callsOfEach = 5;
        long estimate = 0;
        for (int i = 0; i < threads; i++) {
            ThreadState thread = new ThreadState(null);
            for (int j = 0; j < callsOfEach; j++) {
                estimate += thread.weight(hook);
            }
        }
        // about 2,000 samples, so 2 % is one standard deviation
        assertThat(estimate).isCloseTo((long) threads * callsOfEach, withinPercentage(15));
    }

    @Test
    void aCallIsObservedAlsoWhereTheJvmDoesNotTell() {
        try {
            HookCost.tellAllocationsBy(new HookCost.Allocations() {
                private int asked;

                @Override
                public long ofCurrentThread() {
                    if (asked++ < 2) {
                        return 0;
                    }
                    throw new UnsupportedOperationException("not here");
                }
            });
            Woven woven = woven(new Slow(0));
            woven.call(() -> {});
            assertThat(woven.cost.calls()).isEqualTo(1);
            assertThat(woven.cost.bytes()).isEqualTo(-1);
        } finally {
            countWhatTheTestSays();
        }
    }

    private static void sleep(int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** The compiler of tests does not see the class in {@code java.lang} that the dispatcher extends. */
    private Object invoke(String name, Object... args) {
        try {
            return METHODS.get(name).invoke(dispatcher, args);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private Woven woven(Hook hook) {
        return new Woven(hook);
    }

    /** A woven method, as what is inlined in it calls the dispatcher. */
    private final class Woven {
        final HookCost cost = AgentStats.hookCost("cost-" + NAMES.incrementAndGet());
        private final int point = points++;

        Woven(Hook hook) {
            invoke("place", Rule.ready(point, new BoundHook("hook", hook, cost)));
        }

        void call(Runnable body) {
            Object token = invoke("before", HookCostTest.class, point, null, 0, null, null, null, null);
            body.run();
            if (token != null) {
                invoke("after", token, null, null, null);
            }
        }

        void recurse(int depth) {
            call(() -> {
                if (depth > 0) {
                    recurse(depth - 1);
                }
            });
        }
    }

    /** Takes its time before and after the body. */
    private record Slow(int millis) implements Hook {
        @Override
        public void before(Call call) {
            sleep(millis);
        }

        @Override
        public void after(Call call) {
            sleep(millis);
        }
    }
}

package io.obsagent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.instrumentation.sample.RecordingHook;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a thread can rely on that wakes hooks. {@link EngineTest} shows that they sleep until then. */
class SleepingHooksTest {

    private static final int POINT = 0;
    private static final String RULE = "sample\tWS\tsample.Service\t\tnothing\t\t" + RecordingHook.class.getName();
    private static final long LONG_SECONDS = 60;

    @BeforeAll
    static void defineDispatcher() throws Exception {
        EngineTest.defineDispatcherOnce();
    }

    @Test
    void whoeverWakesThemFindsThemAwakeAlsoWhereAnotherThreadIsAboutTo() throws Exception {
        RecordingHook.SEEN.clear();
        // not by its name, see HookCostTest
        Object dispatcher = new Dispatcher(Plan.parse(RULE), EngineTest::classFile);
        SlowSet observed = new SlowSet("sample");
        invoke(dispatcher, "observe", observed);

        observed.slow = true;
        FutureTask<Object> first = new FutureTask<>(() -> invoke(dispatcher, "wake"));
        new Thread(first, "first").start();
        assertThat(observed.asked.await(LONG_SECONDS, TimeUnit.SECONDS)).isTrue();

        FutureTask<Object> second = new FutureTask<>(() -> {
            invoke(dispatcher, "wake");
            return invoke(dispatcher, "before", SleepingHooksTest.class, POINT, null, 0, null, null, null, null);
        });
        Thread secondThread = new Thread(second, "second");
        secondThread.start();
        // it either waits for the first thread or does not
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONG_SECONDS);
        while (secondThread.getState() != Thread.State.BLOCKED && secondThread.isAlive()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(1);
        }
        observed.answer.countDown();

        first.get(LONG_SECONDS, TimeUnit.SECONDS);
        assertThat(second.get(LONG_SECONDS, TimeUnit.SECONDS))
                .as("what the call of a hook gives")
                .isNotNull();
        assertThat(RecordingHook.SEEN).containsExactly("before() static");
    }

    /** Stops the thread that asks, which is about to tell the points that they are awake. */
    private static final class SlowSet extends HashSet<String> {
        final transient CountDownLatch asked = new CountDownLatch(1);
        final transient CountDownLatch answer = new CountDownLatch(1);
        volatile boolean slow;

        SlowSet(String only) {
            super(Set.of(only));
        }

        @Override
        public boolean contains(Object name) {
            if (slow) {
                asked.countDown();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return super.contains(name);
        }
    }

    private static Object invoke(Object dispatcher, String name, Object... args) throws Exception {
        for (Method method : dispatcher.getClass().getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                method.setAccessible(true);
                return method.invoke(dispatcher, args);
            }
        }
        throw new NoSuchMethodException(name);
    }
}

package io.obsagent.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BriefStateTest {

    /** More than one thread finds places for. */
    private static final int MANY = 100;

    private final BriefState<Object, String> state = new BriefState<>();

    @Test
    void keysAreComparedByIdentity() {
        String one = new String("same");
        String other = new String("same");
        state.put(one, "1");

        assertThat(state.get(one)).isEqualTo("1");
        assertThat(state.get(other)).isNull();
        assertThat(state.remove(other)).isNull();
        assertThat(state.get(null)).isNull();
        assertThat(state.remove(null)).isNull();
        assertThat(state.remove(one)).isEqualTo("1");
        assertThat(state.remove(one)).isNull();
        assertThat(state.get(one)).isNull();
    }

    @Test
    void theSameThreadReplaces() {
        Object key = new Object();
        state.put(key, "first");
        state.put(key, "second");

        assertThat(state.remove(key)).isEqualTo("second");
        assertThat(state.get(key)).isNull();
    }

    @Test
    void whatFindsNoPlaceIsFoundAsWell() {
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            keys.add(new Object());
            state.put(keys.get(i), "v" + i);
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(state.get(keys.get(i))).isEqualTo("v" + i);
        }
        for (int i = MANY - 1; i >= 0; i--) {
            assertThat(state.remove(keys.get(i))).isEqualTo("v" + i);
            assertThat(state.get(keys.get(i))).isNull();
        }
    }

    @Test
    void anotherThreadFindsItAndTakesItAway() throws Exception {
        Object[] keys = new Object[MANY];
        for (int i = 0; i < MANY; i++) {
            keys[i] = new Object();
            state.put(keys[i], "v" + i);
        }
        AtomicInteger found = new AtomicInteger();
        // ids that follow each other: whatever the first thread's stripe, most of these have another
        for (int t = 0; t < 3; t++) {
            int from = t;
            Thread thread = new Thread(() -> {
                for (int i = from; i < MANY; i += 3) {
                    if (("v" + i).equals(state.get(keys[i])) && ("v" + i).equals(state.remove(keys[i]))) {
                        found.incrementAndGet();
                    }
                }
            });
            thread.start();
            thread.join();
        }
        assertThat(found).hasValue(MANY);
        for (Object key : keys) {
            assertThat(state.get(key)).isNull();
        }
    }

    @Test
    void keysAreNotKeptAlive() throws Exception {
        List<WeakReference<Object>> keys = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Object key = new Object();
            state.put(key, "x");
            keys.add(new WeakReference<>(key));
        }
        for (int i = 0; i < 100 && keys.stream().anyMatch(key -> key.get() != null); i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(keys).allMatch(key -> key.get() == null);
        Object next = new Object();
        state.put(next, "y");
        assertThat(state.get(next)).isEqualTo("y");
    }

    @Test
    void oneOfTwoThreadsTakesTheStateAway() throws Exception {
        BlockingQueue<Object> handed = new LinkedBlockingQueue<>();
        AtomicInteger taken = new AtomicInteger();
        int rounds = 20_000;
        Object end = new Object();
        Thread[] threads = new Thread[3];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                try {
                    for (Object key = handed.take(); key != end; key = handed.take()) {
                        if ("v".equals(state.remove(key))) {
                            taken.incrementAndGet();
                        }
                    }
                } catch (InterruptedException never) {
                    Thread.currentThread().interrupt();
                }
            });
            threads[t].start();
        }
        for (int i = 0; i < rounds; i++) {
            Object key = new Object();
            state.put(key, "v");
            handed.add(key);
            if (i % 2 == 0) {
                handed.add(key);
            } else if ("v".equals(state.remove(key))) {
                taken.incrementAndGet();
            }
        }
        for (int t = 0; t < threads.length; t++) {
            handed.add(end);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(taken).hasValue(rounds);
    }
}

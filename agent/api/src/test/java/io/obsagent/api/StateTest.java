package io.obsagent.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StateTest {

    private final State<Object, String> state = new State<>();

    @Test
    void keysAreComparedByIdentity() {
        String one = new String("same");
        String other = new String("same");
        state.put(one, "1");

        assertThat(state.get(one)).isEqualTo("1");
        assertThat(state.get(other)).isNull();
        assertThat(state.get(null)).isNull();
    }

    @Test
    void putReplacesAndPutIfAbsentDoesNot() {
        Object key = new Object();
        assertThat(state.putIfAbsent(key, "first")).isNull();
        assertThat(state.putIfAbsent(key, "second")).isEqualTo("first");
        state.put(key, "third");

        assertThat(state.get(key)).isEqualTo("third");
        assertThat(state.size()).isEqualTo(1);
        assertThat(state.remove(key)).isEqualTo("third");
        assertThat(state.remove(key)).isNull();
        assertThat(state.size()).isZero();
    }

    @Test
    void keysAreNotKeptAlive() throws Exception {
        for (int i = 0; i < 1000; i++) {
            state.put(new Object(), "x");
        }
        for (int i = 0; i < 100 && state.size() > 0; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(state.size()).isZero();
    }

    @Test
    void tellsOfObjectsThatAreCollectedWithTheirState() throws Exception {
        AtomicInteger collected = new AtomicInteger();
        State<Object, Integer> counted = new State<Object, Integer>() {
            @Override
            protected void collected(Integer value) {
                collected.addAndGet(value);
            }
        };
        for (int i = 0; i < 100; i++) {
            Object key = new Object();
            counted.put(key, 1);
            if (i % 2 == 0) {
                counted.remove(key);
            }
        }
        for (int i = 0; i < 100 && counted.size() > 0; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(collected).hasValue(50);
    }

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        AtomicInteger lost = new AtomicInteger();
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    Object key = new Object();
                    state.put(key, "v");
                    if (!"v".equals(state.remove(key))) {
                        lost.incrementAndGet();
                    }
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(lost).hasValue(0);
    }
}

package io.obsagent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class ThreadStateTest {

    private final ThreadState thread = new ThreadState();

    @Test
    void callsWithinEachOtherAreUsedAgainOnceTheyAreOver() {
        HookCall outer = thread.take();
        HookCall inner = thread.take();
        assertNotSame(outer, inner);
        inner.over();
        assertSame(inner, thread.take());
        inner.over();
        outer.over();
        assertSame(outer, thread.take());
    }

    @Test
    void moreCallsThanAreKeptAreMadeAndForgotten() {
        HookCall[] calls = new HookCall[100];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = thread.take();
            for (int j = 0; j < i; j++) {
                assertNotSame(calls[j], calls[i]);
            }
        }
        for (int i = calls.length - 1; i >= 0; i--) {
            calls[i].over();
        }
        assertSame(calls[0], thread.take());
    }

    @Test
    void oneWhoseEndWasNotSeenGivesItsPlaceBackWithTheCallAroundIt() {
        HookCall outer = thread.take();
        HookCall lost = thread.take();
        HookCall within = thread.take();
        outer.over();
        assertSame(outer, thread.take());
        HookCall next = thread.take();
        assertEquals(1, next.index);
        assertNotSame(lost, next, "still holds what it was about");
        assertNotSame(within, thread.take());
    }

    @Test
    void constructorsTakeNoPlace() {
        for (int i = 0; i < 100; i++) {
            thread.takeOnce(); // threw, so its end was not seen
        }
        HookCall constructor = thread.takeOnce();
        assertNotSame(constructor, thread.takeOnce());
        assertEquals(0, thread.take().index);
        constructor.over();
        assertEquals(1, thread.take().index);
        assertSame(constructor, thread.takeOnce());
    }
}

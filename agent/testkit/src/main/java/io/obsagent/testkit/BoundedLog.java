package io.obsagent.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The newest entries of something that arrives on other threads, with waiting for what is still to come. */
final class BoundedLog<T> {

    private final int capacity;
    private final ArrayDeque<T> entries = new ArrayDeque<>();
    private boolean ended;

    BoundedLog(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(T entry) {
        if (entries.size() == capacity) {
            entries.removeFirst();
        }
        entries.addLast(entry);
        notifyAll();
    }

    /** Nothing will be added any more: whoever waits gives up at once. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized List<T> snapshot() {
        return List.copyOf(entries);
    }

    synchronized void clear() {
        entries.clear();
    }

    /** Waits until {@code count} entries match; returns those that match then, fewer if time ran out or the log ended. */
    synchronized List<T> await(Predicate<? super T> predicate, int count, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<T> matching = matching(predicate);
        while (matching.size() < count && !ended) {
            long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                break;
            }
            try {
                wait(leftMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            matching = matching(predicate);
        }
        return matching;
    }

    private List<T> matching(Predicate<? super T> predicate) {
        List<T> matching = new ArrayList<>();
        for (T entry : entries) {
            if (predicate.test(entry)) {
                matching.add(entry);
            }
        }
        return matching;
    }
}

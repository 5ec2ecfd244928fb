package io.obsagent.telemetry;

import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Lets through so many events of one statement in a period. Thread safe. */
final class Repeats {

    /** More statements than that are not told apart from new ones. */
    private static final int MAX_STATEMENTS = 1000;

    /** For so many periods it is known how many events of a statement were held back. */
    private static final int PERIODS = 10;

    private final int max;
    private final long periodNanos;
    private final ConcurrentHashMap<Statement, Count> counts = new ConcurrentHashMap<Statement, Count>();
    private volatile long swept = System.nanoTime();

    /** @param max most events in a period; 0 for all */
    Repeats(int max, long periodMillis) {
        this.max = max;
        this.periodNanos = TimeUnit.MILLISECONDS.toNanos(periodMillis);
    }

    /** Returns how many events of the same statement were held back since the last that passed; -1 to hold back this one. */
    long pass(String logger, String template, long nanoTime) {
        if (max == 0) {
            return 0;
        }
        Statement statement = new Statement(logger, template);
        Count count = counts.get(statement);
        if (count == null) {
            if (counts.size() >= MAX_STATEMENTS) {
                return 0;
            }
            Count fresh = new Count(nanoTime);
            count = counts.putIfAbsent(statement, fresh);
            count = count == null ? fresh : count;
        }
        return count.pass(nanoTime, max, periodNanos);
    }

    /** Forgets statements that have not come for a while. Called about once a second. */
    void sweep(long nanoTime) {
        if (nanoTime - swept < periodNanos) {
            return;
        }
        swept = nanoTime;
        for (Iterator<Count> each = counts.values().iterator(); each.hasNext(); ) {
            if (each.next().isOver(nanoTime, periodNanos)) {
                each.remove();
            }
        }
    }

    private static final class Count {
        private long since;
        private int passed;
        private long suppressed;

        Count(long nanoTime) {
            since = nanoTime;
        }

        synchronized long pass(long nanoTime, int max, long periodNanos) {
            if (nanoTime - since >= periodNanos) {
                since = nanoTime;
                passed = 0;
            }
            if (passed == max) {
                suppressed++;
                return -1;
            }
            passed++;
            long before = suppressed;
            suppressed = 0;
            return before;
        }

        synchronized boolean isOver(long nanoTime, long periodNanos) {
            long age = nanoTime - since;
            return age >= PERIODS * periodNanos || age >= periodNanos && suppressed == 0;
        }
    }

    private static final class Statement {
        /** What is longer is told apart by its length and hash: many statements are kept. */
        private static final int MAX_CHARS = 256;

        private final String logger;
        private final String template;

        Statement(String logger, String template) {
            this.logger = String.valueOf(logger);
            String text = String.valueOf(template);
            this.template = text.length() <= MAX_CHARS
                    ? text
                    : text.substring(0, MAX_CHARS) + text.length() + ':' + text.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Statement
                    && ((Statement) other).template.equals(template)
                    && ((Statement) other).logger.equals(logger);
        }

        @Override
        public int hashCode() {
            return 31 * logger.hashCode() + template.hashCode();
        }
    }
}

package io.obsagent.dist;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import io.obsagent.engine.GateTimes;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where the time of the agent's start goes, as a table in the agent's log. Loaded only when it is wanted; thread safe.
 *
 * <p>The class gate works as long as classes are loaded, so the table is written when the application, too, has started:
 * after {@value #SECONDS} seconds, or when the JVM ends before that.
 */
final class StartupProfile {

    private static final int SECONDS = 30;
    private static final String NOT_KNOWN = "-";

    private final Instrumentation instrumentation;
    private final List<String[]> rows = new ArrayList<String[]>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile GateTimes gate;

    /**
     * Begins with what is over.
     *
     * @param past what the agent has done on the application's start-up thread
     * @param pastNanos how long it took
     */
    StartupProfile(Instrumentation instrumentation, String past, long pastNanos) {
        this.instrumentation = instrumentation;
        row("phase", "thread", "wall ms", "CPU ms", "classes");
        add(past, "main", pastNanos);
    }

    /** The gate is on the application's threads what remains. */
    void gate(GateTimes times) {
        gate = times;
    }

    /** Phases of the calling thread from now on, one after the other. */
    Track track() {
        return new Track(Thread.currentThread().getName());
    }

    /** Adds a phase of which only the time on the clock is known. */
    private void add(String phase, String thread, long wallNanos) {
        row(phase, thread, millis(wallNanos), NOT_KNOWN, NOT_KNOWN);
    }

    private synchronized void row(String... cells) {
        rows.add(cells);
    }

    /** Writes the table in time. */
    void writeLater() {
        final Thread writer = new AgentThread("startup-profile", new Runnable() {
            @Override
            public void run() {
                try {
                    ending.await(SECONDS, TimeUnit.SECONDS);
                    write();
                } catch (InterruptedException nobodyDoes) {
                    AgentLog.debug("no start-up profile", nobodyDoes);
                }
            }
        });
        writer.start();
        try {
            Runtime.getRuntime().addShutdownHook(new AgentThread("startup-profile-end", new Runnable() {
                @Override
                public void run() {
                    ending.countDown();
                    try {
                        writer.join(TimeUnit.SECONDS.toMillis(1));
                    } catch (InterruptedException nobodyDoes) {
                        Thread.currentThread().interrupt();
                    }
                }
            }));
        } catch (IllegalStateException endingAlready) {
            ending.countDown();
        }
    }

    private void write() {
        GateTimes times = gate;
        if (times != null) {
            add("leave " + times.judged() + " classes as they are", "application's", times.judgedNanos());
            add("weave " + times.woven() + " classes", "application's", times.wovenNanos());
        }
        for (String line : table()) {
            AgentLog.info(60, line);
        }
    }

    private synchronized List<String> table() {
        int[] widths = new int[5];
        for (String[] cells : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cells[i].length());
            }
        }
        List<String> lines = new ArrayList<String>(rows.size());
        for (String[] cells : rows) {
            StringBuilder line = new StringBuilder("start-up profile:");
            for (int i = 0; i < widths.length; i++) {
                line.append("  ");
                boolean text = i < 2;
                if (text) {
                    line.append(cells[i]);
                }
                for (int pad = cells[i].length(); pad < widths[i]; pad++) {
                    line.append(' ');
                }
                if (!text) {
                    line.append(cells[i]);
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + "." + nanos / 100_000 % 10;
    }

    /** Nanoseconds of CPU of the calling thread, as Linux tells them; -1 elsewhere. Without JMX, which loads hundreds of classes. */
    private static long cpuNanos() {
        try {
            InputStream in = new FileInputStream("/proc/thread-self/schedstat");
            try {
                long nanos = 0;
                for (int c = in.read(); c >= '0' && c <= '9'; c = in.read()) {
                    nanos = nanos * 10 + c - '0';
                }
                return nanos;
            } finally {
                in.close();
            }
        } catch (IOException notLinux) {
            return -1;
        }
    }

    /** Used by its thread alone. */
    final class Track {
        private final String thread;
        private long wall;
        private long cpu;
        private int classes;

        private Track(String thread) {
            this.thread = thread;
            begin();
        }

        private void begin() {
            classes = instrumentation.getAllLoadedClasses().length;
            cpu = cpuNanos();
            wall = System.nanoTime();
        }

        /** Ends a phase and begins the next. Classes are those that the whole JVM has loaded meanwhile. */
        void done(String phase) {
            long wallNanos = System.nanoTime() - wall;
            long cpuNanos = cpu < 0 ? -1 : cpuNanos() - cpu;
            int loaded = instrumentation.getAllLoadedClasses().length - classes;
            row(phase, thread, millis(wallNanos), cpuNanos < 0 ? NOT_KNOWN : millis(cpuNanos), "" + loaded);
            begin();
        }
    }
}

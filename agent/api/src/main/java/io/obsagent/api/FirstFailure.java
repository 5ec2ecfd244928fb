package io.obsagent.api;

import java.util.concurrent.atomic.AtomicLong;

/** How a hook failed the first time. Holds texts and no object of the application. Thread safe. */
public final class FirstFailure {

    private static final int MAX_FRAMES = 30;
    private static final int MAX_MESSAGE = 300;

    /** What was thrown and, one each, the frames where; texts of the application's may be in the first line. */
    public final String[] stack;

    private final AtomicLong switchedOff = new AtomicLong();

    FirstFailure(Throwable failure) {
        String[] told;
        try {
            told = tell(failure);
        } catch (RuntimeException | LinkageError ofTheExceptionsOwnMethods) {
            told = new String[] {failure.getClass().getName()};
        }
        stack = told;
    }

    private static String[] tell(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        String[] told = new String[1 + Math.min(frames.length, MAX_FRAMES)];
        String message = failure.toString();
        told[0] = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "...";
        for (int i = 1; i < told.length; i++) {
            told[i] = "at " + frames[i - 1];
        }
        return told;
    }

    void switchedOff() {
        switchedOff.incrementAndGet();
    }

    /** The number of class loaders for which the hook is switched off. */
    public long loadersWithout() {
        return switchedOff.get();
    }
}

package io.obsagent.api;

/** Writes log events as JSON, one on a line, in place of what the application's layout has made of them. Thread safe. */
public abstract class LogFormat {

    /** What a thread is writing. */
    public enum Output {
        /** Nothing to a console or file. */
        NONE,
        /** An event to a console or file, as its layout makes it so far. */
        TEXT,
        /** An event to a console or file, as JSON. */
        JSON
    }

    /** Of each thread: layouts also make subjects of mails and messages of syslog. */
    private static final ThreadLocal<Output> OUTPUT = new ThreadLocal<Output>();

    /**
     * Says that this thread writes an event to a console or file.
     *
     * @return what it was writing before, to be given to {@link #stopWriting}
     */
    public static Output startWriting() {
        Output before = output();
        OUTPUT.set(Output.TEXT);
        return before;
    }

    /** Says that the event has become JSON. */
    public static void madeJson() {
        OUTPUT.set(Output.JSON);
    }

    /** Says that the event is written. */
    public static void stopWriting(Output before) {
        if (before == Output.NONE) {
            OUTPUT.remove();
        } else {
            OUTPUT.set(before);
        }
    }

    /** What this thread is writing. */
    public static Output output() {
        Output output = OUTPUT.get();
        return output == null ? Output.NONE : output;
    }

    /**
     * The line to write.
     *
     * @param text what the layout has made of the event
     * @param entry the event
     * @return an object of JSON and a line feed; {@code text} itself where that is an object of JSON already
     */
    public abstract String line(String text, LogEntry entry);
}

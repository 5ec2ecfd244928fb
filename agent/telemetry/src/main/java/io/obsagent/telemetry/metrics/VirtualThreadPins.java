package io.obsagent.telemetry.metrics;

import io.obsagent.api.AgentLog;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Measures how long virtual threads were blocked while they held on to their carrier thread, out of the event
 * {@code jdk.VirtualThreadPinned} of JDK Flight Recorder. By reflection, since this is compiled for Java 8. Off unless
 * it is asked for: the recorder costs memory and a thread.
 */
final class VirtualThreadPins implements Consumer<Object>, LabelValues {

    private static final String EVENT = "jdk.VirtualThreadPinned";
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final SeriesTable table;
    private Method duration;

    VirtualThreadPins(SeriesTable table) {
        this.table = table;
    }

    /** Starts the recording on a thread of the recorder. Where the JVM has no such event, a line says so. */
    void start() {
        try {
            Class<?> streams = Class.forName("jdk.jfr.consumer.RecordingStream");
            duration = Class.forName("jdk.jfr.consumer.RecordedEvent").getMethod("getDuration");
            Object stream = streams.getConstructor().newInstance();
            Object settings = streams.getMethod("enable", String.class).invoke(stream, EVENT);
            Class<?> eventSettings = Class.forName("jdk.jfr.EventSettings");
            eventSettings.getMethod("withThreshold", Duration.class).invoke(settings, SHORTEST);
            eventSettings.getMethod("withoutStackTrace").invoke(settings);
            streams.getMethod("onEvent", String.class, Consumer.class).invoke(stream, EVENT, this);
            streams.getMethod("startAsync").invoke(stream);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException failure) {
            AgentLog.warn("metrics.virtual-thread-pins: this JVM has no JDK Flight Recorder to measure them with ("
                    + failure + "); set it to false");
        }
    }

    @Override
    public void accept(Object event) {
        try {
            table.get(this).histogram(0).record(((Duration) duration.invoke(event)).toNanos());
        } catch (ReflectiveOperationException | RuntimeException failure) {
            AgentLog.debug("pinned virtual thread not measured", failure);
        }
    }

    @Override
    public String label(int index) {
        return null;
    }
}

package io.obsagent.telemetry.metrics;

import io.obsagent.api.AgentLog;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
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
    private AutoCloseable recording;

    VirtualThreadPins(SeriesTable table) {
        this.table = table;
    }

    /** Starts the recording on a thread of the recorder. Where the JVM cannot measure it, a line says so. */
    void start() {
        try {
            if (!hasEvent()) {
                AgentLog.warn(35, "metrics.virtual-thread-pins: this JVM has no virtual threads; set it to false");
                return;
            }
            Class<?> streams = Class.forName("jdk.jfr.consumer.RecordingStream");
            duration = Class.forName("jdk.jfr.consumer.RecordedEvent").getMethod("getDuration");
            Object stream = streams.getConstructor().newInstance();
            recording = (AutoCloseable) stream;
            Object settings = streams.getMethod("enable", String.class).invoke(stream, EVENT);
            Class<?> eventSettings = Class.forName("jdk.jfr.EventSettings");
            eventSettings.getMethod("withThreshold", Duration.class).invoke(settings, SHORTEST);
            eventSettings.getMethod("withoutStackTrace").invoke(settings);
            streams.getMethod("onEvent", String.class, Consumer.class).invoke(stream, EVENT, this);
            streams.getMethod("startAsync").invoke(stream);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException failure) {
            AgentLog.warn(
                    36,
                    "metrics.virtual-thread-pins: JDK Flight Recorder, which measures them, does not start (" + failure
                            + "); set it to false");
        }
    }

    /** Ends the recording. */
    void stop() {
        try {
            if (recording != null) {
                recording.close();
            }
        } catch (Exception failure) {
            AgentLog.debug("the recording of pinned virtual threads does not end", failure);
        }
    }

    private static boolean hasEvent() throws ReflectiveOperationException {
        Class<?> recorders = Class.forName("jdk.jfr.FlightRecorder");
        Object recorder = recorders.getMethod("getFlightRecorder").invoke(null);
        Method name = Class.forName("jdk.jfr.EventType").getMethod("getName");
        for (Object type : (List<?>) recorders.getMethod("getEventTypes").invoke(recorder)) {
            if (EVENT.equals(name.invoke(type))) {
                return true;
            }
        }
        return false;
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

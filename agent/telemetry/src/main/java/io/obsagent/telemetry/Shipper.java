package io.obsagent.telemetry;

import io.obsagent.api.LogEntry;
import io.obsagent.api.LogKeys;
import io.obsagent.api.LogShipper;
import io.obsagent.api.Operation;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.export.LogExporter;

/** Takes the texts of log events and hands them to the exporter. Thread safe. */
final class Shipper implements LogShipper {

    private static final int MAX_MESSAGE_CHARS = 32_768;
    private static final int MAX_STACK_CHARS = 16_384;

    private final AgentConfig config;
    private final LogKeys keys;
    private final Repeats repeats;
    private final LogExporter<ShippedEvent> exporter;

    Shipper(AgentConfig config, LogKeys keys, LogExporter<ShippedEvent> exporter) {
        this.config = config;
        this.keys = keys;
        this.repeats = new Repeats(config.logs.maxRepeats, config.logs.repeatPeriodMillis);
        this.exporter = exporter;
    }

    @Override
    public void ship(LogEntry entry, Operation within) {
        try {
            if (entry.severity() >= config.logs.minSeverity) {
                take(entry, within);
            }
        } catch (Throwable failure) {
            ObsTelemetry.failed("a log event is not sent", failure);
        }
    }

    private void take(LogEntry entry, Operation within) {
        long suppressed = repeats.pass(entry.logger(), entry.template(), System.nanoTime());
        if (suppressed < 0) {
            exporter.heldBack();
            return;
        }
        ShippedEvent event = new ShippedEvent(
                entry.epochMillis(),
                entry.severity(),
                entry.level(),
                entry.logger(),
                entry.thread(),
                StackTraces.cut(message(entry), MAX_MESSAGE_CHARS),
                suppressed);
        Throwable thrown = entry.thrown();
        if (thrown != null) {
            addThrown(event, thrown);
        }
        EventFields fields = new EventFields(event, keys, config.limits);
        entry.fields(fields);
        fields.end();
        if (within != null) {
            event.traceId = within.traceId();
            event.spanId = within.spanId();
            event.sampled = "01".equals(within.traceFlags());
        }
        exporter.submit(event);
    }

    /** Puts the application's objects into the message, which may fail. */
    private static String message(LogEntry entry) {
        try {
            return entry.message();
        } catch (RuntimeException failure) {
            return entry.template() + " (toString: " + failure.getClass().getName() + ')';
        }
    }

    private static void addThrown(ShippedEvent event, Throwable thrown) {
        String type = thrown.getClass().getName();
        try {
            event.sql = StackTraces.isOfDatabase(thrown);
            event.thrown(
                    type,
                    StackTraces.cut(thrown.getMessage(), MAX_MESSAGE_CHARS),
                    StackTraces.write(thrown, MAX_STACK_CHARS));
        } catch (RuntimeException failure) { // of the application's own exception
            event.thrown(type, null, null);
        }
    }

    /** Called about once a second. */
    void tick() {
        repeats.sweep(System.nanoTime());
        exporter.abortIfStuck();
    }
}

package io.obsagent.telemetry;

import io.obsagent.api.Headers;
import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.telemetry.export.ExportableSpan;
import io.obsagent.telemetry.export.ProtoWriter;
import io.obsagent.telemetry.metrics.Histogram;
import io.obsagent.telemetry.metrics.LabelValues;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.BiConsumer;

/**
 * An operation that is at the same time its span: a flat record that the exporter's thread writes as OTLP bytes when it
 * has ended. What each kind of operation knows stands in fields of the subclass, not in a map, so that a span costs one
 * object. It is also the snapshot that is handed to another thread, and gives the labels of its own metrics.
 */
abstract class SpanOperation extends Operation implements Snapshot, LabelValues, ExportableSpan, RemoteSpan {

    /** Span kinds as OTLP numbers them. */
    static final int SERVER = 2;

    static final int CLIENT = 3;
    static final int PRODUCER = 4;
    static final int CONSUMER = 5;

    private static final int STACK_TRACE_CHARS = 16 * 1024;
    private static final int HAS_REMOTE_FLAG = 0x100;
    private static final int REMOTE_FLAG = 0x200;
    private static final AtomicIntegerFieldUpdater<SpanOperation> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(SpanOperation.class, "ended");

    final Recorder recorder;
    private final int kind;
    private final long startNanoTime;
    private final long startEpochNanos;
    private long durationNanos;

    long traceIdHigh;
    long traceIdLow;
    final long spanId;
    long parentSpanId;
    boolean parentRemote;
    boolean sampled;

    /** The headers tracestate and baggage as they came, for the peers that this service calls. */
    String traceState;

    String baggage;

    /** The server operation in this JVM that this one works for; null once ended. */
    SpanOperation server;

    private String traceIdText;
    private String spanIdText;

    /** Class name of what was thrown, or what else went wrong; null when nothing did. */
    String errorType;

    boolean failed;

    /** Name, value, name, value ...: what instrumentations have added. */
    private Object[] extras;

    private int extrasSize;
    private int droppedAttributes;
    private SpanEvent[] events;
    private int eventCount;

    private volatile int ended;

    /**
     * Starts an operation.
     *
     * @param incoming headers that may name the parent, or null: then it is the current operation
     */
    SpanOperation(Recorder recorder, int kind, Headers incoming, long startNanoTime) {
        this.recorder = recorder;
        this.kind = kind;
        this.startNanoTime = startNanoTime;
        this.startEpochNanos = recorder.clock.epochNanos(startNanoTime);
        this.spanId = Ids.next();
        if (incoming != null && recorder.propagation.extract(incoming, this)) {
            parentRemote = true;
        } else {
            SpanOperation parent = Current.get();
            if (parent == null) {
                traceIdHigh = Ids.next();
                traceIdLow = Ids.next();
                sampled = recorder.sampler.sample(traceIdLow);
            } else {
                inherit(parent);
            }
        }
    }

    @Override
    public final void remote(long high, long low, long span, Boolean isSampled, String state) {
        traceIdHigh = high;
        traceIdLow = low;
        parentSpanId = span;
        traceState = state;
        sampled = recorder.sampler.sample(isSampled, low);
    }

    private void inherit(SpanOperation parent) {
        traceIdHigh = parent.traceIdHigh;
        traceIdLow = parent.traceIdLow;
        traceIdText = parent.traceIdText;
        parentSpanId = parent.spanId;
        sampled = parent.sampled;
        traceState = parent.traceState;
        baggage = baggage == null ? parent.baggage : baggage;
        server = parent.server;
    }

    @Override
    public final Scope activate() {
        return Current.enter(this);
    }

    @Override
    public final void inject(BiConsumer<String, String> carrier) {
        try {
            recorder.propagation.inject(this, carrier);
        } catch (Throwable failure) {
            ObsTelemetry.failed("trace context not handed on", failure);
        }
    }

    @Override
    public Operation route(String route) {
        return this;
    }

    @Override
    public Operation status(int code) {
        return this;
    }

    @Override
    public Operation status(String code) {
        return this;
    }

    @Override
    public Operation requestBytes(long bytes) {
        return this;
    }

    @Override
    public Operation responseBytes(long bytes) {
        return this;
    }

    @Override
    public Operation rows(long rows) {
        return this;
    }

    @Override
    public final Operation attribute(String key, String value) {
        if (value != null) {
            add(key, value);
        }
        return this;
    }

    @Override
    public final Operation attribute(String key, long value) {
        add(key, value);
        return this;
    }

    private void add(String key, Object value) {
        if (!sampled || ended != 0 || key == null) {
            return;
        }
        for (int i = 0; i < extrasSize; i += 2) {
            if (extras[i].equals(key)) {
                extras[i + 1] = value;
                return;
            }
        }
        if (extrasSize >= 2 * recorder.limits.attributeCount) {
            droppedAttributes++;
            return;
        }
        if (extras == null) {
            extras = new Object[8];
        } else if (extrasSize == extras.length) {
            extras = Arrays.copyOf(extras, extrasSize * 2);
        }
        extras[extrasSize++] = key;
        extras[extrasSize++] = value;
    }

    @Override
    public final Operation event(String name) {
        if (sampled && ended == 0 && name != null) {
            add(new SpanEvent(name, recorder.clock.epochNanos(System.nanoTime()), null, null, null));
        }
        return this;
    }

    private void add(SpanEvent event) {
        int kept = eventCount++;
        if (kept >= recorder.limits.events) {
            return;
        }
        if (events == null) {
            events = new SpanEvent[2];
        } else if (kept == events.length) {
            events = Arrays.copyOf(events, kept * 2);
        }
        events[kept] = event;
    }

    @Override
    public final void end(Throwable error) {
        if (!ENDED.compareAndSet(this, 0, 1)) {
            return;
        }
        try {
            complete(error);
        } catch (Throwable failure) {
            ObsTelemetry.failed("not recorded", failure);
        }
    }

    private void complete(Throwable error) {
        durationNanos = Math.max(0, System.nanoTime() - startNanoTime);
        if (error != null) {
            failed = true;
            errorType = error.getClass().getName();
        }
        complete();
        server = null;
        forgetFailure();
        if (sampled) {
            if (error != null) {
                add(exception(error));
            }
            recorder.export(this);
        }
    }

    @Override
    public final void discard() {
        if (ENDED.compareAndSet(this, 0, 1)) {
            discarded();
            server = null;
            forgetFailure();
        }
    }

    /** Whether it has ended or was discarded. */
    final boolean hasEnded() {
        return ended != 0;
    }

    /** Sets what the end brings and records the metrics. */
    abstract void complete();

    /** Takes back what the start has counted. */
    void discarded() {}

    /** Writes the span's name. */
    abstract void writeName(ProtoWriter out);

    /** Writes the attributes that belong to this kind of operation. */
    abstract void writeAttributes(SpanWriter out);

    /** Writes the links of the span; returns how many there were too many. */
    int writeLinks(ProtoWriter out) {
        return 0;
    }

    /** Records how long it took. */
    final void recordDuration(Histogram histogram) {
        record(histogram, durationNanos);
    }

    /** Records a size or number; negative: unknown. */
    final void record(Histogram histogram, long value) {
        if (value < 0) {
            return;
        }
        if (sampled && recorder.exemplars) {
            histogram.record(value, traceIdHigh, traceIdLow, spanId, (startEpochNanos + durationNanos) / 1_000_000);
        } else {
            histogram.record(value);
        }
    }

    private SpanEvent exception(Throwable error) {
        String message = null;
        String stackTrace = null;
        try {
            message = error.getMessage();
            stackTrace = StackTraces.write(error, STACK_TRACE_CHARS);
        } catch (Throwable broken) {
            // an exception of the application whose methods throw: its class has to do
        }
        return new SpanEvent(
                "exception", startEpochNanos + durationNanos, error.getClass().getName(), message, stackTrace);
    }

    @Override
    public final String traceId() {
        String text = traceIdText;
        if (text == null) {
            text = Ids.text(traceIdHigh, traceIdLow);
            traceIdText = text;
        }
        return text;
    }

    @Override
    public final String spanId() {
        String text = spanIdText;
        if (text == null) {
            text = Ids.text(spanId);
            spanIdText = text;
        }
        return text;
    }

    @Override
    public final String traceFlags() {
        return sampled ? "01" : "00";
    }

    @Override
    public final void writeTo(ProtoWriter out) {
        out.id(1, traceIdHigh, traceIdLow);
        out.id(2, spanId);
        if (traceState != null) {
            out.string(3, traceState);
        }
        if (parentSpanId != 0) {
            out.id(4, parentSpanId);
        }
        int name = out.begin(5);
        writeName(out);
        out.end(name);
        out.integer(6, kind);
        out.fixed64(7, startEpochNanos);
        out.fixed64(8, startEpochNanos + durationNanos);
        SpanWriter attributes = recorder.spanWriter;
        attributes.begin(out, 9);
        writeAttributes(attributes);
        for (int i = 0; i < extrasSize; i += 2) {
            attributes.put((String) extras[i], extras[i + 1]);
        }
        count(out, 10, attributes.dropped() + droppedAttributes);
        int keptEvents = Math.min(eventCount, recorder.limits.events);
        for (int i = 0; i < keptEvents; i++) {
            write(out, events[i], attributes);
        }
        count(out, 12, eventCount - keptEvents);
        count(out, 14, writeLinks(out));
        if (failed) {
            int status = out.begin(15);
            out.integer(3, 2);
            out.end(status);
        }
        out.fixed32(16, (sampled ? 1 : 0) | HAS_REMOTE_FLAG | (parentRemote ? REMOTE_FLAG : 0));
    }

    private static void write(ProtoWriter out, SpanEvent event, SpanWriter attributes) {
        int body = out.begin(11);
        out.fixed64(1, event.epochNanos);
        out.string(2, event.name);
        if (event.type != null) {
            attributes.begin(out, 3);
            attributes.put(Attribute.EXCEPTION_TYPE, event.type);
            attributes.put(Attribute.EXCEPTION_MESSAGE, event.message);
            attributes.put(Attribute.EXCEPTION_STACKTRACE, event.stackTrace, STACK_TRACE_CHARS);
        }
        out.end(body);
    }

    private static void count(ProtoWriter out, int field, int dropped) {
        if (dropped > 0) {
            out.integer(field, dropped);
        }
    }
}

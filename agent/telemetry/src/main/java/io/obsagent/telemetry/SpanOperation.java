package io.obsagent.telemetry;

import io.obsagent.api.Headers;
import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.telemetry.metrics.Histogram;
import io.obsagent.telemetry.metrics.LabelValues;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.BiConsumer;

/**
 * An operation that is at the same time its span: a flat record that is written as OTLP when it has
 * ended. What each kind of operation knows stands in fields of the subclass, not in a map, so that a span costs one
 * object. It is also the snapshot that is handed to another thread, and gives the labels of its own metrics.
 */
abstract class SpanOperation extends Operation implements Snapshot, LabelValues, RemoteSpan {

    /** Span kinds as OTLP numbers them. */
    static final byte INTERNAL = 1;

    static final byte SERVER = 2;

    static final byte CLIENT = 3;
    static final byte PRODUCER = 4;
    static final byte CONSUMER = 5;

    /** As value of {@link #ended}: the JVM ended before the operation did. */
    private static final int CUT_OFF = 2;

    private static final int STACK_TRACE_CHARS = 16 * 1024;

    private static final int MESSAGE_CHARS = 5 * 1024;
    private static final int SMALL_MESSAGE_CHARS = 1024;

    private static final AtomicIntegerFieldUpdater<SpanOperation> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(SpanOperation.class, "ended");

    final Recorder recorder;
    final byte kind;
    final long startEpochNanos;

    /** {@link System#nanoTime()} of the start until the end, from then on the duration. */
    private long nanos;

    long traceIdHigh;
    long traceIdLow;
    final long spanId;
    long parentSpanId;
    boolean parentRemote;
    /** One of {@link Sampler}'s decisions. */
    private byte decision;

    /** The headers tracestate and baggage as they came, for the peers that this service calls. */
    String traceState;

    String baggage;

    /** The server operation in this JVM that this one works for; null once ended. */
    SpanOperation server;

    /** The web application that this is done for, where it is a service of its own; null for the JVM's. */
    String service;

    private String traceIdText;
    private String spanIdText;

    /** Class name of what was thrown, or what else went wrong; null when nothing did. */
    String errorType;

    boolean failed;

    /** Where {@link OpenSpans} has it, from 1 on; 0: nowhere. */
    int place;

    /** Null unless something was added. */
    private SpanExtras extras;

    /** 0 until the end, then 1 or {@link #CUT_OFF}. */
    private volatile int ended;

    /**
     * Starts an operation. Constructors of subclasses then {@link #decide} whether it is recorded.
     *
     * @param incoming headers that may name the parent, or null: then it is the current operation
     */
    SpanOperation(Recorder recorder, byte kind, Headers incoming, long startNanoTime) {
        // a request from outside or a job is nobody's child, whatever its thread was started for
        this(recorder, kind, incoming, startNanoTime, kind != SERVER && kind != INTERNAL);
    }

    /** @param within whether it may be a child of the current operation */
    SpanOperation(Recorder recorder, byte kind, Headers incoming, long startNanoTime, boolean within) {
        this.recorder = recorder;
        this.kind = kind;
        this.nanos = startNanoTime;
        this.startEpochNanos = recorder.clock.epochNanos(startNanoTime);
        this.spanId = Ids.next();
        if (incoming != null && recorder.propagation.extract(incoming, this)) {
            parentRemote = true;
        } else {
            SpanOperation parent = within ? Current.get() : null;
            if (parent == null) {
                traceIdHigh = Ids.next();
                traceIdLow = Ids.next();
            } else {
                inherit(parent);
            }
        }
    }

    /** Starts an operation of kind INTERNAL that is a child of another. */
    SpanOperation(SpanOperation parent, long startNanoTime) {
        this.recorder = parent.recorder;
        this.kind = INTERNAL;
        this.nanos = startNanoTime;
        this.startEpochNanos = recorder.clock.epochNanos(startNanoTime);
        this.spanId = Ids.next();
        inherit(parent);
    }

    @Override
    public final void remote(long high, long low, long span, Boolean isSampled, String state) {
        traceIdHigh = high;
        traceIdLow = low;
        parentSpanId = span;
        traceState = state;
        decision = recorder.sampler.follow(isSampled);
    }

    /** Becomes a part of what another operation of this JVM does. */
    final void inherit(SpanOperation parent) {
        traceIdHigh = parent.traceIdHigh;
        traceIdLow = parent.traceIdLow;
        traceIdText = parent.traceIdText;
        parentSpanId = parent.spanId;
        decision = parent.decision;
        if (decision == Sampler.HOLD) {
            HeldTrace held = parent.extras.held;
            decision = held.decisionForChildren();
            if (decision == Sampler.HOLD) {
                extras().held = held;
            }
        }
        traceState = parent.traceState;
        baggage = baggage == null ? parent.baggage : baggage;
        server = parent.server;
        service = parent.service;
    }

    @Override
    public final String service() {
        return service;
    }

    /**
     * Decides whether the span is recorded, unless its parent did.
     *
     * @param name what rules of sampling know it by; null: none applies
     */
    final void decide(String name) {
        if (decision == Sampler.UNDECIDED) {
            Sampler sampler = recorder.sampler;
            decision = sampler.decide(traceIdLow, name);
            if (decision == Sampler.HOLD) {
                extras().held = new HeldTrace(recorder.heldSpans(), sampler.keep, this);
            }
        }
    }

    /** Leaves the span out, whatever its parent decided. */
    final void drop() {
        decision = Sampler.DROP;
    }

    /** Whether the span is recorded, be it only until its trace turns out to be of no interest. */
    final boolean isRecorded() {
        return decision >= Sampler.HOLD;
    }

    /** Whether it is certain that the span is kept: what peers and log lines are told. */
    final boolean isSampled() {
        return decision == Sampler.SAMPLE || decision == Sampler.HOLD && extras.held.isKept();
    }

    @Override
    public final Scope activate() {
        return Current.enter(this);
    }

    @Override
    protected final Operation makeCurrent() {
        return Current.set(this);
    }

    @Override
    protected final void restore(Operation before) {
        Current.set((SpanOperation) before);
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

    /** Adds an attribute that is a text, Long, Double or Boolean; null is ignored. */
    final void value(String key, Object value) {
        if (value != null) {
            add(key, value);
        }
    }

    /** Adds an attribute whose type is a list of texts, of one text. */
    final void values(String key, String value) {
        add(key, Collections.singletonList(value));
    }

    private void add(String key, Object value) {
        if (isRecorded() && ended == 0 && key != null) {
            extras().add(key, value);
        }
    }

    @Override
    public final Operation event(String name) {
        if (name != null) {
            add(new SpanEvent(name, recorder.clock.epochNanos(System.nanoTime()), null, null, null, false));
        }
        return this;
    }

    /** Adds an event. */
    final void add(SpanEvent event) {
        if (isRecorded() && ended == 0) {
            extras().add(event);
        }
    }

    private SpanExtras extras() {
        if (extras == null) {
            extras = new SpanExtras(recorder.limits);
        }
        return extras;
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
        nanos = Math.max(0, System.nanoTime() - nanos);
        if (error != null) {
            failed = true;
            errorType = error.getClass().getName();
        }
        complete();
        server = null;
        forgetFailure();
        if (isRecorded()) {
            recorder.open.remove(this);
            if (error != null) {
                extras().add(exception(error));
            }
            if (decision == Sampler.HOLD) {
                extras.held.ended(this);
            } else {
                recorder.export(this);
            }
        }
    }

    @Override
    public final void discard() {
        if (ENDED.compareAndSet(this, 0, 1)) {
            recorder.open.remove(this);
            discarded();
            server = null;
            forgetFailure();
            if (decision == Sampler.HOLD) {
                extras.held.discarded(this);
            }
        }
    }

    /**
     * Ends the span as the JVM ends, and marks it. Measures nothing: how long the work takes, and how it ends, nobody will
     * know.
     */
    final void cutOff(long nanoTime) {
        if (!ENDED.compareAndSet(this, 0, CUT_OFF)) {
            return;
        }
        try {
            nanos = Math.max(0, nanoTime - nanos);
            if (isKept()) {
                recorder.export(this);
            }
        } catch (Throwable failure) {
            ObsTelemetry.failed("not recorded", failure);
        }
    }

    /** Whether it has not ended, and began so long before a {@link System#nanoTime()}. */
    final boolean isOlder(long duration, long nanoTime) {
        long began = nanos;
        return ended == 0 && nanoTime - began > duration;
    }

    /** Whether it has ended or was discarded. */
    final boolean hasEnded() {
        return ended != 0;
    }

    /** Sets what the end brings and records the metrics. */
    abstract void complete();

    /** Takes back what the start has counted. */
    void discarded() {}

    /** The name of the span. */
    abstract String spanName();

    /** Puts the attributes that belong to this kind of operation. */
    abstract void putOwnAttributes(SpanAttributes out);

    /** The links that were kept, some of which may be null; null when there are none. */
    SpanLink[] links() {
        return null;
    }

    /** The number of links that there were too many. */
    int droppedLinks() {
        return 0;
    }

    /** Records how long it took. */
    final void recordDuration(Histogram histogram) {
        record(histogram, nanos);
    }

    /** Records a size or number; negative: unknown. */
    final void record(Histogram histogram, long value) {
        if (value < 0) {
            return;
        }
        if (recorder.exemplars && isKept()) {
            histogram.record(value, traceIdHigh, traceIdLow, spanId, endEpochNanos() / 1_000_000);
        } else {
            histogram.record(value);
        }
    }

    /** Records what was measured during this operation, which has not ended. */
    final void recordWithin(Histogram histogram, long value) {
        if (recorder.exemplars && isSampled()) {
            long epochNanos = recorder.clock.epochNanos(System.nanoTime());
            histogram.record(value, traceIdHigh, traceIdLow, spanId, epochNanos / 1_000_000);
        } else {
            histogram.record(value);
        }
    }

    /** Whether the span that has ended is, or now will be, exported: the trace of an exemplar has to be found. */
    private boolean isKept() {
        return decision == Sampler.SAMPLE || decision == Sampler.HOLD && extras.held.keeps(this);
    }

    private SpanEvent exception(Throwable error) {
        String message = null;
        String stackTrace = null;
        boolean sql = true;
        try {
            // thousands of them would wait for a collector that is away
            boolean small = recorder.isBehind();
            message = StackTraces.cut(error.getMessage(), small ? SMALL_MESSAGE_CHARS : MESSAGE_CHARS);
            stackTrace = small ? null : StackTraces.write(error, STACK_TRACE_CHARS);
            sql = StackTraces.isOfDatabase(error);
        } catch (Throwable broken) {
            // an exception of the application whose methods throw: its class has to do
        }
        return new SpanEvent("exception", endEpochNanos(), error.getClass().getName(), message, stackTrace, sql);
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
        return isSampled() ? "01" : "00";
    }

    /** Only once it has ended. */
    final long durationNanos() {
        return nanos;
    }

    /** Only once it has ended. */
    final long endEpochNanos() {
        return startEpochNanos + nanos;
    }

    /** Puts all attributes of the span. */
    final void putAttributes(SpanAttributes out) {
        if (ended == CUT_OFF) {
            out.putTrue(Attribute.UNFINISHED);
        }
        putOwnAttributes(out);
        if (extras != null) {
            extras.putAttributes(out);
        }
    }

    /** The number of attributes that there were too many. */
    final int droppedAttributes() {
        return extras == null ? 0 : extras.droppedAttributes();
    }

    /** The number of events, of those also that there were too many. */
    final int eventCount() {
        return extras == null ? 0 : extras.eventCount();
    }

    /** The events that were kept, in their order; the array may have more places, and be null when there are none. */
    final SpanEvent[] events() {
        return extras == null ? null : extras.events();
    }
}

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
            join(within ? Current.get() : null);
        }
    }

    /** Starts an operation of kind INTERNAL that is a child of another. */
    SpanOperation(SpanOperation parent, long startNanoTime) {
        this(parent.recorder, parent, INTERNAL, startNanoTime);
    }

    /** Starts an operation that is a child of another, or begins a trace (null). */
    SpanOperation(Recorder recorder, SpanOperation parent, byte kind, long startNanoTime) {
        this.recorder = recorder;
        this.kind = kind;
        this.nanos = startNanoTime;
        this.startEpochNanos = recorder.clock.epochNanos(startNanoTime);
        this.spanId = Ids.next();
        join(parent);
    }

    /** Stands for a span with an id that is given. */
    SpanOperation(Recorder recorder, long spanId) {
        this.recorder = recorder;
        this.kind = INTERNAL;
        this.nanos = System.nanoTime();
        this.startEpochNanos = recorder.clock.epochNanos(nanos);
        this.spanId = spanId;
    }

    private void join(SpanOperation parent) {
        if (parent != null && parent.hasTrace()) {
            inherit(parent);
            return;
        }
        traceIdHigh = Ids.next();
        traceIdLow = Ids.next();
        if (parent != null) {
            decision = parent.decision;
            baggage = baggage == null ? parent.baggage : baggage;
        }
    }

    /** Becomes a part of a trace of somebody else. */
    final void join(long high, long low, Boolean isSampled) {
        traceIdHigh = high;
        traceIdLow = low;
        traceIdText = null;
        decision = recorder.sampler.follow(isSampled);
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
        parentRemote = parent.isRemote();
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

    /** Whether it belongs to a trace: what stands for baggage alone does not. */
    final boolean hasTrace() {
        return spanId != 0;
    }

    /** Whether it stands for a span of another service. */
    boolean isRemote() {
        return false;
    }

    @Override
    public SpanOperation origin() {
        return this;
    }

    @Override
    public final String baggage() {
        return baggage;
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

    /** Leaves it out altogether, and what is done within. */
    final void ignore() {
        decision = Sampler.IGNORE;
    }

    /** Whether it is left out altogether. */
    final boolean isIgnored() {
        return decision == Sampler.IGNORE;
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

    /** Adds an attribute whose type is a list of texts, of one text. */
    final void values(String key, String value) {
        add(key, Collections.singletonList(value));
    }

    /** The application may add to a span in several threads at once; so do those below. */
    private synchronized void add(String key, Object value) {
        if (isRecording() && key != null) {
            try {
                extras().add(key, value);
            } catch (Throwable failure) {
                ObsTelemetry.failed("attribute not added", failure);
            }
        }
    }

    @Override
    public final Operation event(String name) {
        if (name != null) {
            try {
                add(new SpanEvent(name, now(), null, null, null, false));
            } catch (Throwable failure) {
                ObsTelemetry.failed("event not added", failure);
            }
        }
        return this;
    }

    /** Adds an event. */
    final synchronized void add(SpanEvent event) {
        if (isRecording()) {
            extras().add(event);
        }
    }

    @Override
    public boolean isRecording() {
        return isRecorded() && ended == 0;
    }

    @Override
    public final Operation value(String key, Object value) {
        if (key != null && value != null && isRecording()) {
            try {
                add(cut(key), OwnValues.kept(value, recorder.limits));
            } catch (Throwable failure) {
                // a list that another thread changes
                ObsTelemetry.failed("attribute not added", failure);
            }
        }
        return this;
    }

    @Override
    public final Operation event(String name, long epochNanos, Object[] attributes) {
        if (name != null && isRecording()) {
            try {
                add(
                        new SpanEvent(cut(name), epochNanos == 0 ? now() : epochNanos, null, null, null, false),
                        attributes);
            } catch (Throwable failure) {
                ObsTelemetry.failed("event not added", failure);
            }
        }
        return this;
    }

    @Override
    public final Operation exception(Throwable thrown, Object[] attributes) {
        if (thrown != null && isRecording()) {
            try {
                add(exception(thrown, now()), attributes);
            } catch (Throwable failure) {
                ObsTelemetry.failed("event not added", failure);
            }
        }
        return this;
    }

    private void add(SpanEvent event, Object[] attributes) {
        add(attributes == null ? event : new OwnEvent(event, OwnValues.kept(attributes, recorder.limits)));
    }

    @Override
    public final synchronized Operation name(String name) {
        if (name != null && isRecording()) {
            try {
                extras().name = cut(name);
            } catch (Throwable failure) {
                ObsTelemetry.failed("name not changed", failure);
            }
        }
        return this;
    }

    @Override
    public final synchronized Operation outcome(boolean ok, String description) {
        if (isRecording()) {
            failed |= !ok;
            try {
                extras().outcome(ok, description == null ? null : cut(description));
            } catch (Throwable failure) {
                ObsTelemetry.failed("outcome not told", failure);
            }
        }
        return this;
    }

    /** A text of the application's, no longer than attributes may be. */
    final String cut(String text) {
        int max = recorder.limits.attributeLength;
        return text.length() > max ? text.substring(0, max) : text;
    }

    private long now() {
        return recorder.clock.epochNanos(System.nanoTime());
    }

    private synchronized SpanExtras extras() {
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
                extras().add(exception(error, endEpochNanos()));
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
        if (!ENDED.compareAndSet(this, 0, 1)) {
            return;
        }
        try {
            recorder.open.remove(this);
            discarded();
            server = null;
            forgetFailure();
            if (decision == Sampler.HOLD) {
                extras.held.discarded(this);
            }
        } catch (Throwable failure) {
            ObsTelemetry.failed("not discarded", failure);
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

    /** The name of the span, unless the application gives it another. */
    abstract String spanName();

    /** The name of the span. */
    final String name() {
        String given = extras == null ? null : extras.name;
        return given == null ? spanName() : given;
    }

    /** Something out of each cache line of the span: as the JVMs of today lay it out, a field is about 64 bytes from the one before. */
    final int touch() {
        return (int) nanos + kind + (extras == null ? 0 : 1) + (label(0) == null ? 0 : 1);
    }

    /** The status as OTLP numbers it. */
    final int status() {
        int given = extras == null ? SpanExtras.UNSET : extras.outcome;
        return given != SpanExtras.UNSET ? given : failed ? SpanExtras.ERROR : SpanExtras.UNSET;
    }

    /** What the application says of the error, or null. */
    final String statusDescription() {
        return extras == null ? null : extras.outcomeDescription;
    }

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

    /** Records what was measured during this operation, which has not ended, at a {@link System#nanoTime()}. */
    final void recordWithin(Histogram histogram, long value, long nanoTime) {
        if (recorder.exemplars && isSampled()) {
            long epochNanos = recorder.clock.epochNanos(nanoTime);
            histogram.record(value, traceIdHigh, traceIdLow, spanId, epochNanos / 1_000_000);
        } else {
            histogram.record(value);
        }
    }

    /** Whether the span that has ended is, or now will be, exported: the trace of an exemplar has to be found. */
    private boolean isKept() {
        return decision == Sampler.SAMPLE || decision == Sampler.HOLD && extras.held.keeps(this);
    }

    private SpanEvent exception(Throwable error, long epochNanos) {
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
        return new SpanEvent("exception", epochNanos, error.getClass().getName(), message, stackTrace, sql);
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

    /** For {@link #complete}: how long it took, where the application says so. */
    final void lasted(long duration) {
        nanos = Math.max(0, duration);
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

package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;
import java.util.Arrays;

/** What few spans carry, so that the others need no fields for it: added attributes, events, and what they wait for. */
final class SpanExtras {

    /** Values of {@link #outcome}: the status as OTLP numbers it. */
    static final int UNSET = 0;

    static final int OK = 1;
    static final int ERROR = 2;

    /** The trace with which the span waits; null unless it does. */
    HeldTrace held;

    /** The name that the application has given to the span; null: it has not. */
    String name;

    /** The status that the application has given to the span. */
    int outcome;

    /** What the application says of the error, or null. */
    String outcomeDescription;

    private final AgentConfig.Limits limits;

    /** Name, value, name, value ... */
    private Object[] attributes;

    private int attributesLength;
    private int droppedAttributes;
    private SpanEvent[] events;
    private int eventCount;

    SpanExtras(AgentConfig.Limits limits) {
        this.limits = limits;
    }

    /** Adds an attribute, or replaces the one of this name. */
    void add(String key, Object value) {
        for (int i = 0; i < attributesLength; i += 2) {
            if (attributes[i].equals(key)) {
                attributes[i + 1] = value;
                return;
            }
        }
        if (attributesLength >= 2 * limits.attributeCount) {
            droppedAttributes++;
            return;
        }
        if (attributes == null) {
            attributes = new Object[8];
        } else if (attributesLength == attributes.length) {
            attributes = Arrays.copyOf(attributes, attributesLength * 2);
        }
        attributes[attributesLength] = key;
        attributes[attributesLength + 1] = value;
        attributesLength += 2; // last: the span may be sent meanwhile
    }

    /** Sets the status; OK is final. */
    void outcome(boolean ok, String description) {
        if (outcome != OK) {
            outcome = ok ? OK : ERROR;
            outcomeDescription = ok ? null : description;
        }
    }

    /** Adds an event; counts it only when there are too many. */
    void add(SpanEvent event) {
        int kept = eventCount;
        if (kept < limits.events) {
            if (events == null) {
                events = new SpanEvent[2];
            } else if (kept == events.length) {
                events = Arrays.copyOf(events, kept * 2);
            }
            events[kept] = event;
        }
        eventCount = kept + 1; // last: the span may be sent meanwhile
    }

    /** Puts the attributes that were kept. */
    void putAttributes(SpanAttributes out) {
        for (int i = 0; i < attributesLength; i += 2) {
            out.put((String) attributes[i], attributes[i + 1]);
        }
    }

    /** The number of attributes that there were too many. */
    int droppedAttributes() {
        return droppedAttributes;
    }

    /** The number of events, of those also that there were too many. */
    int eventCount() {
        return eventCount;
    }

    /** The events that were kept, in their order; the array may have more places, and be null when there are none. */
    SpanEvent[] events() {
        return events;
    }
}

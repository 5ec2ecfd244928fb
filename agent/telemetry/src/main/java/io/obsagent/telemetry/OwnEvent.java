package io.obsagent.telemetry;

import io.obsagent.telemetry.export.ProtoWriter;

/** An event with attributes of the application's. */
final class OwnEvent extends SpanEvent {

    /** Name, value, name, value ... as {@link OwnValues} keeps them. */
    private final Object[] attributes;

    OwnEvent(SpanEvent event, Object[] attributes) {
        super(event);
        this.attributes = attributes;
    }

    @Override
    void putAttributes(ProtoWriter out, int field, int maxChars, PersonalData personal) {
        super.putAttributes(out, field, maxChars, personal);
        for (int i = 0; i < attributes.length; i += 2) {
            KeyValue.put(out, field, (String) attributes[i], attributes[i + 1], maxChars, personal);
        }
    }
}

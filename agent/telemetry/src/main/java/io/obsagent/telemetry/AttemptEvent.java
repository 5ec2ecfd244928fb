package io.obsagent.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.EventData;

/** The beginning of one of several attempts of a call. Immutable. */
final class AttemptEvent extends SpanEvent {

    private final int number;
    private final String status;

    /**
     * @param number from 1
     * @param status how the attempt ended; null when it had not
     */
    AttemptEvent(long epochNanos, int number, String status) {
        super("rpc.attempt", epochNanos, null, null, null, false);
        this.number = number;
        this.status = status;
    }

    @Override
    EventData data(int maxMessageChars) {
        AttributesBuilder attributes = Attributes.builder().put(Attribute.RPC_ATTEMPT_NUMBER.text, number);
        if (status != null) {
            attributes.put(Attribute.RPC_RESPONSE_STATUS_CODE.text, status);
        }
        return EventData.create(epochNanos, name, attributes.build());
    }
}

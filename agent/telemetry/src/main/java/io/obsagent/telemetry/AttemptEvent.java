package io.obsagent.telemetry;

import io.obsagent.telemetry.export.ProtoWriter;

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
    void putAttributes(ProtoWriter out, int field, int maxMessageChars, PersonalData personal) {
        KeyValue.put(out, field, Attribute.RPC_ATTEMPT_NUMBER, number);
        if (status != null) {
            KeyValue.put(out, field, Attribute.RPC_RESPONSE_STATUS_CODE, status);
        }
    }
}

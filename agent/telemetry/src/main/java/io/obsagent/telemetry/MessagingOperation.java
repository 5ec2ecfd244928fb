package io.obsagent.telemetry;

import io.obsagent.api.Message;
import io.obsagent.api.MessageBatch;
import io.obsagent.telemetry.metrics.Series;

/** The sending, receiving, processing or settling of messages. */
final class MessagingOperation extends SpanOperation {

    /** What is done with messages. */
    enum Kind {
        SEND("send", "send", PRODUCER),
        POLL("poll", "receive", CLIENT),
        PROCESS("process", "process", CONSUMER),
        COMMIT("commit", "settle", CLIENT);

        final String operationName;
        final String operationType;
        final byte spanKind;

        Kind(String operationName, String operationType, byte spanKind) {
            this.operationName = operationName;
            this.operationType = operationType;
            this.spanKind = spanKind;
        }
    }

    private final Kind what;
    private final String system;
    private final String destination;
    private final String group;
    private final String clientId;

    private int partition = -1;
    private long offset = -1;
    private String key;
    private long bodyBytes = -1;
    private boolean tombstone;
    private int batchSize = -1;
    private SpanLink[] links;
    private int droppedLinks;

    MessagingOperation(Recorder recorder, Kind what, Message message) {
        super(recorder, what.spanKind, what == Kind.PROCESS ? message : null, System.nanoTime());
        this.what = what;
        system = message.system();
        destination = message.destination();
        group = message.group();
        clientId = message.clientId();
        decide(destination);
        if (isRecorded()) {
            partition = message.partition();
            offset = message.offset();
            key = message.key();
            bodyBytes = message.bodyBytes();
            tombstone = message.tombstone();
        }
    }

    MessagingOperation(Recorder recorder, Kind what, MessageBatch batch, long startNanoTime) {
        super(recorder, what.spanKind, null, startNanoTime);
        this.what = what;
        system = batch.system();
        destination = batch.destination();
        group = batch.group();
        clientId = batch.clientId();
        batchSize = batch.size();
        decide(destination);
        if (isRecorded() && what != Kind.COMMIT) {
            link(batch);
        }
    }

    private void link(MessageBatch batch) {
        int count = Math.min(batchSize, recorder.limits.links);
        droppedLinks = Math.max(0, batchSize - count);
        links = new SpanLink[Math.max(0, count)];
        for (int i = 0; i < count; i++) {
            links[i] = recorder.propagation.link(batch.message(i));
        }
    }

    @Override
    void complete() {
        Series series = recorder.messaging.get(this);
        recordDuration(series.histogram(what == Kind.PROCESS ? Recorder.PROCESS_DURATION : Recorder.DURATION));
        if (what == Kind.SEND) {
            series.adder(Recorder.SENT).increment();
        } else if (what == Kind.POLL && batchSize > 0) {
            series.adder(Recorder.CONSUMED).add(batchSize);
        }
    }

    @Override
    public String label(int index) {
        switch (index) {
            case 0:
                return system;
            case 1:
                return what.operationName;
            case 2:
                return destination;
            case 3:
                return group;
            default:
                return errorType;
        }
    }

    @Override
    String spanName() {
        return destination == null ? what.operationName : what.operationName + ' ' + destination;
    }

    @Override
    void putOwnAttributes(SpanAttributes out) {
        out.put(Attribute.MESSAGING_SYSTEM, system);
        out.put(Attribute.MESSAGING_OPERATION_NAME, what.operationName);
        out.put(Attribute.MESSAGING_OPERATION_TYPE, what.operationType);
        out.put(Attribute.MESSAGING_DESTINATION_NAME, destination);
        out.put(Attribute.MESSAGING_DESTINATION_PARTITION_ID, Numbers.text(partition));
        out.put(Attribute.MESSAGING_CONSUMER_GROUP_NAME, group);
        out.put(Attribute.MESSAGING_CLIENT_ID, clientId);
        out.put(Attribute.MESSAGING_KAFKA_OFFSET, offset);
        out.put(Attribute.MESSAGING_KAFKA_MESSAGE_KEY, key);
        out.put(Attribute.MESSAGING_MESSAGE_BODY_SIZE, bodyBytes);
        if (tombstone) {
            out.putTrue(Attribute.MESSAGING_KAFKA_MESSAGE_TOMBSTONE);
        }
        if (what != Kind.COMMIT) {
            out.put(Attribute.MESSAGING_BATCH_MESSAGE_COUNT, batchSize);
        }
        out.put(Attribute.ERROR_TYPE, errorType);
    }

    @Override
    SpanLink[] links() {
        return links;
    }

    @Override
    int droppedLinks() {
        return droppedLinks;
    }
}

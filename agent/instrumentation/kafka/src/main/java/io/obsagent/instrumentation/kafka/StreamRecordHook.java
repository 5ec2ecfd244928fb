package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.internals.StampedRecord;

/** {@code PartitionGroup.nextRecord(...)}: the record that a task is going to process. */
public final class StreamRecordHook implements Hook {

    @Override
    public void after(Call call) {
        StampedRecord next = call.result();
        ConsumerThread thread = ConsumerThread.current();
        ConsumerClient client = thread.lastPolled();
        if (next != null && client != null) {
            thread.endProcessing();
            ConsumerRecord<?, ?> record = next.value;
            thread.process(new ReceivedMessage(record, StreamHeadersHook.take(record), client), null);
        }
    }
}

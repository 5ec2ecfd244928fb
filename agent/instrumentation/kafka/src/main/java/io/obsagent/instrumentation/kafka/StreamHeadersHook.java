package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.State;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * {@code RecordDeserializer.deserialize(context, record)}, which before Kafka Streams 2.0 leaves the headers of the record
 * out of the one that it makes. They are kept beside it: in it, the application's extractor of timestamps would see them.
 */
public final class StreamHeadersHook implements Hook {

    private static final State<ConsumerRecord<?, ?>, Headers> LEFT_OUT = new State<ConsumerRecord<?, ?>, Headers>();

    /** The headers that a record came with; asked for once. */
    static Headers take(ConsumerRecord<?, ?> record) {
        Headers leftOut = LEFT_OUT.remove(record);
        return leftOut == null ? record.headers() : leftOut;
    }

    @Override
    public void after(Call call) {
        ConsumerRecord<?, ?> made = call.result();
        Headers headers = call.<ConsumerRecord<?, ?>>arg(1).headers();
        if (made != null && made.headers() != headers) {
            LEFT_OUT.put(made, headers);
        }
    }
}

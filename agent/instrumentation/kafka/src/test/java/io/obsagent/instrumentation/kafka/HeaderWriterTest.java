package io.obsagent.instrumentation.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class HeaderWriterTest {

    @Test
    void replacesWhatCameWithTheRecordAndKeepsTheRestInOrder() {
        Header[] original = {
            new RecordHeader("a", new byte[] {1}),
            new RecordHeader("traceparent", new byte[] {2}),
            new RecordHeader("b", (byte[]) null),
            new RecordHeader("traceparent", new byte[] {3})
        };
        Header[] before = original.clone();
        HeaderWriter writer = new HeaderWriter(original);
        writer.accept("traceparent", "new");
        writer.accept("tracestate", "state");
        assertThat(writer.headers())
                .containsExactly(
                        before[0],
                        before[2],
                        new RecordHeader("traceparent", "new".getBytes()),
                        new RecordHeader("tracestate", "state".getBytes()));
        assertThat(original).containsExactly(before);
    }

    @Test
    void writesIntoNone() {
        HeaderWriter writer = new HeaderWriter(new Header[0]);
        writer.accept("traceparent", "new");
        assertThat(writer.headers()).containsExactly(new RecordHeader("traceparent", "new".getBytes()));
    }
}

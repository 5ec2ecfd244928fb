package io.obsagent.instrumentation.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Writes the trace context into a copy of a record's headers, in place of one that came with them. */
final class HeaderWriter implements BiConsumer<String, String> {

    private final List<Header> headers;

    HeaderWriter(Header[] original) {
        headers = new ArrayList<Header>(original.length + 3);
        for (Header header : original) {
            headers.add(header);
        }
    }

    @Override
    public void accept(String name, String value) {
        for (int i = headers.size() - 1; i >= 0; i--) {
            if (headers.get(i).key().equals(name)) {
                headers.remove(i);
            }
        }
        headers.add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)));
    }

    Header[] headers() {
        return headers.toArray(new Header[0]);
    }
}

package io.obsagent.instrumentation.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** What of a record can be told as text. */
final class RecordText {

    private RecordText() {}

    /** A key that is text or a number; else null. */
    static String key(Object key) {
        return key instanceof CharSequence || key instanceof Number ? key.toString() : null;
    }

    /** The last value of a header, or null. */
    static String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}

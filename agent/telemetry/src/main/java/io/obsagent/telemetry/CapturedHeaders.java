package io.obsagent.telemetry;

import io.obsagent.api.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Headers that become attributes of a span. Immutable. */
final class CapturedHeaders {

    private final List<String> names;
    private final List<String> attributes = new ArrayList<String>();

    /** @param prefix of the attributes: {@code http.request.header.} */
    CapturedHeaders(String prefix, List<String> names) {
        this.names = names;
        for (String name : names) {
            attributes.add(prefix + name.toLowerCase(Locale.ROOT));
        }
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Adds those that are there to a span. */
    void add(Headers headers, SpanOperation span) {
        for (int i = 0; i < names.size(); i++) {
            String value = headers.header(names.get(i));
            if (value != null) {
                span.values(attributes.get(i), value);
            }
        }
    }
}

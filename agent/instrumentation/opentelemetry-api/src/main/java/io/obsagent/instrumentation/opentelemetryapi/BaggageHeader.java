package io.obsagent.instrumentation.opentelemetryapi;

import io.obsagent.api.State;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collections;

/** From the header {@code baggage}, as the agent carries it on, to the application's objects, and back. */
final class BaggageHeader {

    /** What was read from a header of a request, which the application may ask for many times. */
    private static final State<String, Baggage> READ = new State<String, Baggage>();

    /** Not what was read: each would keep the other alive. */
    private static final State<Baggage, String> WRITTEN = new State<Baggage, String>();

    private BaggageHeader() {}

    /** Adds the baggage of a header (or null) to a context that has none. */
    static Context read(String header, Context context) {
        if (header == null || Baggage.fromContextOrNull(context) != null) {
            return context;
        }
        Baggage baggage = READ.get(header);
        if (baggage == null) {
            baggage = Baggage.fromContext(
                    W3CBaggagePropagator.getInstance().extract(Context.root(), header, new Reader()));
            READ.put(header, baggage);
        }
        return context.with(baggage);
    }

    /** The header for the baggage of a context; null when it has none. */
    static String write(Context context) {
        Baggage baggage = Baggage.fromContextOrNull(context);
        if (baggage == null || baggage.isEmpty()) {
            return null;
        }
        String header = WRITTEN.get(baggage);
        if (header == null) {
            Writer writer = new Writer();
            W3CBaggagePropagator.getInstance().inject(context, writer, writer);
            header = writer.header;
            WRITTEN.put(baggage, header);
        }
        return header;
    }

    private static final class Reader implements TextMapGetter<String> {

        @Override
        public Iterable<String> keys(String header) {
            return Collections.singletonList("baggage");
        }

        @Override
        public String get(String header, String key) {
            return "baggage".equalsIgnoreCase(key) ? header : null;
        }
    }

    private static final class Writer implements TextMapSetter<Writer> {
        private String header;

        @Override
        public void set(Writer carrier, String key, String value) {
            header = value;
        }
    }
}

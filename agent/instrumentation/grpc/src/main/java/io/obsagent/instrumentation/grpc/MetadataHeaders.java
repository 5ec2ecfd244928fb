package io.obsagent.instrumentation.grpc;

import io.grpc.Metadata;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Text headers of {@link Metadata}: reads them by name, and writes the trace context. */
final class MetadataHeaders implements BiConsumer<String, String> {

    /** As many as the propagators and the configuration name, so it needs no cap. */
    private static final ConcurrentHashMap<String, Metadata.Key<String>> KEYS =
            new ConcurrentHashMap<String, Metadata.Key<String>>();

    private final Metadata metadata;

    MetadataHeaders(Metadata metadata) {
        this.metadata = metadata;
    }

    /** The last value of a header, or null; binary headers have no text. */
    static String get(Metadata metadata, String name) {
        return name.endsWith(Metadata.BINARY_HEADER_SUFFIX) ? null : metadata.get(key(name));
    }

    @Override
    public void accept(String name, String value) {
        Metadata.Key<String> key = key(name);
        metadata.removeAll(key);
        metadata.put(key, value);
    }

    private static Metadata.Key<String> key(String name) {
        Metadata.Key<String> key = KEYS.get(name);
        if (key == null) {
            key = Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
            KEYS.put(name, key);
        }
        return key;
    }
}

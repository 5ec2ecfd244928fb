package io.obsagent.instrumentation.grpc;

import io.grpc.Metadata;
import io.obsagent.api.Headers;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Text headers of {@link Metadata}: reads them by name, and writes the trace context. */
final class MetadataHeaders implements Headers, BiConsumer<String, String> {

    /** As many as the propagators and the configuration name, so it needs no cap. */
    private static final ConcurrentHashMap<String, Metadata.Key<String>> KEYS =
            new ConcurrentHashMap<String, Metadata.Key<String>>();

    private final Metadata metadata;

    MetadataHeaders(Metadata metadata) {
        this.metadata = metadata;
    }

    /** The last value of a header, or null; binary headers have no text. */
    static String get(Metadata metadata, String name) {
        Metadata.Key<String> key = key(name);
        return key == null ? null : metadata.get(key);
    }

    @Override
    public String header(String name) {
        return get(metadata, name);
    }

    @Override
    public void accept(String name, String value) {
        Metadata.Key<String> key = key(name);
        if (key != null) {
            metadata.removeAll(key);
            metadata.put(key, value);
        }
    }

    /** Null for a name that text cannot have in gRPC. */
    private static Metadata.Key<String> key(String name) {
        Metadata.Key<String> key = KEYS.get(name);
        if (key == null && isKey(name)) {
            key = Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
            KEYS.put(name, key);
        }
        return key;
    }

    private static boolean isKey(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean allowed = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!allowed && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return !name.isEmpty() && !name.endsWith(Metadata.BINARY_HEADER_SUFFIX);
    }
}

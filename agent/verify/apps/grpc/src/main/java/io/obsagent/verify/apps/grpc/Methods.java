package io.obsagent.verify.apps.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The methods of this application, described without a protobuf compiler: messages are strings. */
final class Methods {

    static final MethodDescriptor<String, String> UNARY = method("Echo/Unary", MethodType.UNARY);
    static final MethodDescriptor<String, String> SERVER_STREAM =
            method("Echo/ServerStream", MethodType.SERVER_STREAMING);
    static final MethodDescriptor<String, String> CLIENT_STREAM =
            method("Echo/ClientStream", MethodType.CLIENT_STREAMING);
    static final MethodDescriptor<String, String> BIDI = method("Echo/Bidi", MethodType.BIDI_STREAMING);
    static final MethodDescriptor<String, String> THROWS = method("Echo/Throws", MethodType.UNARY);
    static final MethodDescriptor<String, String> NOT_FOUND = method("Echo/NotFound", MethodType.UNARY);
    static final MethodDescriptor<String, String> DEADLINE = method("Echo/Deadline", MethodType.UNARY);
    static final MethodDescriptor<String, String> CANCELLED = method("Echo/Cancelled", MethodType.BIDI_STREAMING);
    static final MethodDescriptor<String, String> BROKEN_OFF = method("Echo/BrokenOff", MethodType.SERVER_STREAMING);
    static final MethodDescriptor<String, String> UNIMPLEMENTED = method("Echo/Nobody", MethodType.UNARY);
    static final MethodDescriptor<String, String> UNREACHABLE = method("Echo/Unreachable", MethodType.UNARY);
    static final MethodDescriptor<String, String> CALLBACKS = method("Echo/Callbacks", MethodType.UNARY);
    static final MethodDescriptor<String, String> RELAY = method("Echo/Relay", MethodType.UNARY);
    static final MethodDescriptor<String, String> ONWARD = method("Echo/Onward", MethodType.UNARY);
    static final MethodDescriptor<String, String> HEADERS = method("Echo/Headers", MethodType.UNARY);

    static final MethodDescriptor<String, String> THROWING = method("Echo/Throwing", MethodType.UNARY);
    static final MethodDescriptor<String, String> TENANT = method("Echo/Tenant", MethodType.UNARY);
    static final MethodDescriptor<String, String> RETRIED = method("Echo/Retried", MethodType.UNARY);
    static final MethodDescriptor<String, String> HEDGED = method("Echo/Hedged", MethodType.UNARY);
    static final MethodDescriptor<String, String> WAITED = method("Echo/Waited", MethodType.UNARY);

    static final MethodDescriptor.Marshaller<byte[]> BYTES = new Bytes();

    private static final String[] MARKS = {
        "start", "message", "half-close", "ready", "complete", "cancel", "client-message", "client-close", "thread"
    };

    private Methods() {}

    /** Called from a place, so that a span shows what is current there. */
    static MethodDescriptor<String, String> mark(String place) {
        return method("Mark/" + place, MethodType.UNARY);
    }

    static String[] marks() {
        return MARKS.clone();
    }

    private static MethodDescriptor<String, String> method(String name, MethodType type) {
        return MethodDescriptor.<String, String>newBuilder()
                .setType(type)
                .setFullMethodName("verify." + name)
                .setRequestMarshaller(new Text())
                .setResponseMarshaller(new Text())
                .build();
    }

    /** Answers with the status that its name tells. */
    static MethodDescriptor<String, String> status(String code) {
        return method("Status/" + code, MethodType.UNARY);
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return BYTES.stream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            return new String(BYTES.parse(stream), StandardCharsets.UTF_8);
        }
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                for (int b = stream.read(); b >= 0; b = stream.read()) {
                    bytes.write(b);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }
}

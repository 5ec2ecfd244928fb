package io.obsagent.verify.apps.grpc;

import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The services that the library brings, called as gateways and tools call what they have no stub for: with bytes. */
final class LibraryServices {

    private LibraryServices() {}

    /** The library has moved it since. */
    static BindableService health() throws ReflectiveOperationException {
        Class<?> manager;
        try {
            manager = Class.forName("io.grpc.protobuf.services.HealthStatusManager");
        } catch (ClassNotFoundException old) {
            manager = Class.forName("io.grpc.services.HealthStatusManager");
        }
        return (BindableService) manager.getMethod("getHealthService")
                .invoke(manager.getConstructor().newInstance());
    }

    static BindableService reflection() {
        return ProtoReflectionService.newInstance();
    }

    static void call(Channel channel) throws InterruptedException {
        byte[] health = ClientCalls.blockingUnaryCall(
                channel, bytes("grpc.health.v1.Health/Check", MethodType.UNARY), CallOptions.DEFAULT, new byte[0]);
        System.out.println("health = " + health[health.length - 1]);
        Names names = new Names();
        StreamObserver<byte[]> requests = ClientCalls.asyncBidiStreamingCall(
                channel.newCall(
                        bytes("grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", MethodType.UNKNOWN),
                        CallOptions.DEFAULT),
                names);
        requests.onNext(new byte[] {0x3a, 0}); // list_services = ""
        requests.onCompleted();
        names.end.await(10, TimeUnit.SECONDS);
        System.out.println("reflection = " + names.health);
    }

    private static MethodDescriptor<byte[], byte[]> bytes(String method, MethodType type) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(method)
                .setRequestMarshaller(Methods.BYTES)
                .setResponseMarshaller(Methods.BYTES)
                .build();
    }

    /** Whether the health service is among the names of services. */
    private static final class Names implements StreamObserver<byte[]> {
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile boolean health;

        @Override
        public void onNext(byte[] response) {
            health = new String(response, StandardCharsets.UTF_8).contains("grpc.health.v1.Health");
        }

        @Override
        public void onError(Throwable error) {
            end.countDown();
        }

        @Override
        public void onCompleted() {
            end.countDown();
        }
    }
}

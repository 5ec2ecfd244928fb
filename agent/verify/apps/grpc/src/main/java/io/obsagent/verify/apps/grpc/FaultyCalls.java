package io.obsagent.verify.apps.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A service and a client that throw, one place at a time, where the library calls them. Prints what each call came to,
 * then what a sound call comes to.
 */
public final class FaultyCalls {

    private static final String[] SERVER_PLACES = {"start", "message", "half-close", "complete"};
    private static final String[] CLIENT_PLACES = {"client-start", "headers", "client-message", "close"};

    private static volatile String place = "";
    private static volatile String fault = "";

    private FaultyCalls() {}

    public static void main(String[] args) throws Exception {
        Transport transport = new InProcessTransport();
        transport.start(
                transport
                        .server("faulty", 0)
                        .addService(ServerServiceDefinition.builder("verify.Echo")
                                .addMethod(Methods.UNARY, new Handler())
                                .build()),
                0);
        ManagedChannel channel = transport.channel("faulty", 0).build();
        for (String kind : new String[] {"exception", "error", "stack"}) {
            fault = kind;
            for (String each : SERVER_PLACES) {
                place = each;
                System.out.println(kind + " at " + each + ": " + call(channel));
            }
            for (String each : CLIENT_PLACES) {
                place = each;
                System.out.println(kind + " at " + each + ": " + call(channel));
            }
        }
        place = "";
        System.out.println(
                "sound: " + ClientCalls.blockingUnaryCall(channel, Methods.UNARY, CallOptions.DEFAULT, "hello"));
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    private static void at(String here) {
        if (!place.equals(here)) {
            return;
        }
        switch (fault) {
            case "exception":
                throw new IllegalStateException("faulty");
            case "error":
                throw new AssertionError("faulty");
            default:
                at(here);
                at(here);
        }
    }

    private static String call(ManagedChannel channel) throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        ClientCall<String, String> call = channel.newCall(Methods.UNARY, CallOptions.DEFAULT);
        try {
            call.start(new Listener(end), new Metadata());
            at("client-start");
            call.request(2);
            call.sendMessage("hello");
            call.halfClose();
        } catch (Throwable thrown) {
            call.cancel("broken", null);
            return "thrown " + thrown.getClass().getName() + ", " + end.get(10, TimeUnit.SECONDS);
        }
        return end.get(10, TimeUnit.SECONDS);
    }

    private static final class Listener extends ClientCall.Listener<String> {
        private final CompletableFuture<String> end;

        Listener(CompletableFuture<String> end) {
            this.end = end;
        }

        @Override
        public void onHeaders(Metadata headers) {
            at("headers");
        }

        @Override
        public void onMessage(String message) {
            at("client-message");
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            end.complete(status.getCode() + " "
                    + (status.getCause() == null ? "" : status.getCause().getClass()));
            at("close");
        }
    }

    private static final class Handler implements ServerCallHandler<String, String> {
        @Override
        public ServerCall.Listener<String> startCall(ServerCall<String, String> call, Metadata headers) {
            at("start");
            call.request(1);
            return new ServerCall.Listener<String>() {
                private String message;

                @Override
                public void onMessage(String received) {
                    at("message");
                    message = received;
                }

                @Override
                public void onHalfClose() {
                    at("half-close");
                    call.sendHeaders(new Metadata());
                    call.sendMessage(message);
                    call.close(Status.OK, new Metadata());
                }

                @Override
                public void onComplete() {
                    at("complete");
                }
            };
        }
    }
}

package io.obsagent.verify.apps.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/** A service with a method for each way a call can go. */
final class EchoService {

    static final Metadata.Key<String> TRACEPARENT = Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

    static final Metadata.Key<String> TENANT = Metadata.Key.of("x-tenant", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> ATTEMPTS =
            Metadata.Key.of("grpc-previous-rpc-attempts", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> REGION = Metadata.Key.of("x-region", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> COST = Metadata.Key.of("x-cost", Metadata.ASCII_STRING_MARSHALLER);

    private static final Context.Key<Integer> TRACEPARENTS = Context.key("traceparents");

    private final Marks marks;
    private final Channel self;

    /** @param self a channel to the server that this service is part of, connected when first used */
    EchoService(Channel self) {
        this.self = self;
        this.marks = new Marks(self);
    }

    ServerServiceDefinition echo() {
        return ServerServiceDefinition.builder("verify.Echo")
                .addMethod(Methods.UNARY, ServerCalls.asyncUnaryCall(EchoService::answer))
                .addMethod(Methods.SERVER_STREAM, ServerCalls.asyncServerStreamingCall((request, response) -> {
                    for (int i = 0; i < 3; i++) {
                        response.onNext(request + i);
                    }
                    response.onCompleted();
                }))
                .addMethod(Methods.CLIENT_STREAM, ServerCalls.asyncClientStreamingCall(Collector::new))
                .addMethod(Methods.BIDI, ServerCalls.asyncBidiStreamingCall(Repeater::new))
                .addMethod(Methods.THROWS, ServerCalls.asyncUnaryCall((request, response) -> {
                    throw new IllegalStateException("thrown by the service");
                }))
                .addMethod(
                        Methods.NOT_FOUND,
                        ServerCalls.asyncUnaryCall((request, response) -> response.onError(Status.NOT_FOUND
                                .withDescription("no such thing")
                                .asRuntimeException())))
                .addMethod(Methods.BROKEN_OFF, ServerCalls.asyncServerStreamingCall((request, response) -> {
                    response.onNext(request);
                    response.onError(
                            Status.RESOURCE_EXHAUSTED.withDescription("no more").asRuntimeException());
                }))
                .addMethod(Methods.DEADLINE, ServerCalls.asyncUnaryCall((request, response) -> {
                    // never answered
                }))
                .addMethod(Methods.CANCELLED, new CallbackHandler(marks, false))
                .addMethod(Methods.CALLBACKS, new CallbackHandler(marks, true))
                .addMethod(Methods.RELAY, ServerCalls.asyncUnaryCall(this::relay))
                .addMethod(Methods.ONWARD, ServerCalls.asyncUnaryCall(EchoService::answer))
                .addMethod(Methods.HEADERS, countingTraceparents())
                .addMethod(Methods.THROWING, ServerCalls.asyncUnaryCall(EchoService::answer))
                .addMethod(Methods.TENANT, EchoService::tenant)
                .addMethod(Methods.RETRIED, (call, headers) -> attempt(call, headers, "2", Status.UNAVAILABLE))
                .addMethod(Methods.HEDGED, (call, headers) -> attempt(call, headers, "1", null))
                .addMethod(Methods.WAITED, ServerCalls.asyncUnaryCall(EchoService::answer))
                .build();
    }

    ServerServiceDefinition status() {
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder("verify.Status");
        for (Status.Code code : Status.Code.values()) {
            service.addMethod(
                    Methods.status(code.name()),
                    ServerCalls.asyncUnaryCall((request, response) ->
                            response.onError(Status.fromCodeValue(code.value()).asRuntimeException())));
        }
        return service.build();
    }

    /** Answers with headers and trailers. */
    private static ServerCall.Listener<String> tenant(ServerCall<String, String> call, Metadata headers) {
        Metadata answered = new Metadata();
        answered.put(REGION, "north");
        call.sendHeaders(answered);
        call.sendMessage(headers.get(TENANT));
        Metadata trailers = new Metadata();
        trailers.put(COST, "7");
        call.close(Status.OK, trailers);
        return new ServerCall.Listener<String>() {};
    }

    /** Answers the attempt that follows so many others; closes the others with a status, or not at all. */
    private static ServerCall.Listener<String> attempt(
            ServerCall<String, String> call, Metadata headers, String answered, Status otherwise) {
        if (answered.equals(headers.get(ATTEMPTS))) {
            call.sendHeaders(new Metadata());
            call.sendMessage("attempt after " + answered);
            call.close(Status.OK, new Metadata());
        } else if (otherwise != null) {
            call.close(otherwise, new Metadata());
        } else {
            call.request(1);
        }
        return new ServerCall.Listener<String>() {};
    }

    ServerServiceDefinition mark() {
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder("verify.Mark");
        for (String place : Methods.marks()) {
            service.addMethod(Methods.mark(place), ServerCalls.asyncUnaryCall(EchoService::answer));
        }
        return service.build();
    }

    private static void answer(String request, StreamObserver<String> response) {
        response.onNext("echo " + request);
        response.onCompleted();
    }

    /** Calls on while it serves a call, and answers from the callbacks. */
    private void relay(String request, StreamObserver<String> response) {
        ClientCalls.asyncUnaryCall(
                self.newCall(Methods.ONWARD, CallOptions.DEFAULT), request, new StreamObserver<String>() {
                    @Override
                    public void onNext(String message) {
                        marks.set("client-message");
                        response.onNext(message);
                    }

                    @Override
                    public void onError(Throwable error) {
                        response.onError(error);
                    }

                    @Override
                    public void onCompleted() {
                        marks.set("client-close");
                        response.onCompleted();
                    }
                });
    }

    private static ServerCallHandler<String, String> countingTraceparents() {
        ServerCallHandler<String, String> answering =
                ServerCalls.asyncUnaryCall((request, response) -> answer(TRACEPARENTS.get() + " of them", response));
        return (call, headers) -> {
            int count = 0;
            for (String ignored : headers.getAll(TRACEPARENT)) {
                count++;
            }
            Context context = Context.current().withValue(TRACEPARENTS, count);
            return Contexts.interceptCall(context, call, headers, answering);
        };
    }

    private static final class Collector implements StreamObserver<String> {
        private final StreamObserver<String> response;
        private final StringBuilder all = new StringBuilder();

        Collector(StreamObserver<String> response) {
            this.response = response;
        }

        @Override
        public void onNext(String message) {
            all.append(message);
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {
            answer(all.toString(), response);
        }
    }

    private static final class Repeater implements StreamObserver<String> {
        private final StreamObserver<String> response;

        Repeater(StreamObserver<String> response) {
            this.response = response;
        }

        @Override
        public void onNext(String message) {
            response.onNext("echo " + message);
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {
            response.onCompleted();
        }
    }
}

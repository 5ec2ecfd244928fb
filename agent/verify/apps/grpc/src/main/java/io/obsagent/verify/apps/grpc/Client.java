package io.obsagent.verify.apps.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls each method once and prints what the application sees of it. */
final class Client {

    private final Channel channel;

    Client(Channel channel) {
        this.channel = channel;
    }

    /** Calls that are answered. */
    void callAnswered() throws Exception {
        unary(Methods.UNARY, CallOptions.DEFAULT);
        serverStream();
        clientStream();
        bidi();
        unary(Methods.CALLBACKS, CallOptions.DEFAULT);
        unary(Methods.RELAY, CallOptions.DEFAULT);
        staleHeaders();
        tenant();
    }

    /** Calls that are refused, or fail. */
    void callFailing() throws Exception {
        unary(Methods.THROWS, CallOptions.DEFAULT);
        unary(Methods.NOT_FOUND, CallOptions.DEFAULT);
        brokenOff();
        unary(Methods.UNIMPLEMENTED, CallOptions.DEFAULT);
        statuses();
    }

    /** Calls that the library gives up on this side. */
    void giveUp() throws Exception {
        unary(Methods.DEADLINE, CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS));
        throwInListener();
    }

    private void unary(MethodDescriptor<String, String> method, CallOptions options) {
        print(method, call(channel, method, options));
    }

    static String call(Channel channel, MethodDescriptor<String, String> method, CallOptions options) {
        try {
            return ClientCalls.blockingUnaryCall(channel, method, options, "hello");
        } catch (StatusRuntimeException e) {
            // the description of a passed deadline contains durations
            boolean varies = e.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED
                    || e.getStatus().getCode() == Status.Code.UNAVAILABLE;
            return varies ? e.getStatus().getCode().name() : e.getMessage();
        }
    }

    private void serverStream() {
        List<String> messages = new ArrayList<>();
        Iterator<String> responses =
                ClientCalls.blockingServerStreamingCall(channel, Methods.SERVER_STREAM, CallOptions.DEFAULT, "hello");
        responses.forEachRemaining(messages::add);
        print(Methods.SERVER_STREAM, messages);
    }

    private void brokenOff() {
        List<String> messages = new ArrayList<>();
        Iterator<String> responses =
                ClientCalls.blockingServerStreamingCall(channel, Methods.BROKEN_OFF, CallOptions.DEFAULT, "hello");
        try {
            responses.forEachRemaining(messages::add);
        } catch (StatusRuntimeException e) {
            messages.add(e.getMessage());
        }
        print(Methods.BROKEN_OFF, messages);
    }

    private void clientStream() throws InterruptedException {
        Received received = new Received();
        StreamObserver<String> requests = ClientCalls.asyncClientStreamingCall(
                channel.newCall(Methods.CLIENT_STREAM, CallOptions.DEFAULT), received);
        requests.onNext("a");
        requests.onNext("b");
        requests.onCompleted();
        print(Methods.CLIENT_STREAM, received.await());
    }

    private void bidi() throws InterruptedException {
        Received received = new Received();
        StreamObserver<String> requests =
                ClientCalls.asyncBidiStreamingCall(channel.newCall(Methods.BIDI, CallOptions.DEFAULT), received);
        requests.onNext("a");
        requests.onNext("b");
        requests.onCompleted();
        print(Methods.BIDI, received.await());
    }

    void cancel() throws InterruptedException {
        Received received = new Received();
        CountDownLatch arrived = new CountDownLatch(1);
        ClientCall<String, String> call = channel.newCall(Methods.CANCELLED, CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<String>() {
                    @Override
                    public void onHeaders(Metadata headers) {
                        arrived.countDown();
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        received.onNext(status.getCode() + " " + status.getDescription());
                        received.onCompleted();
                    }
                },
                new Metadata());
        call.request(1);
        arrived.await();
        call.cancel("changed my mind", null);
        print(Methods.CANCELLED, received.await());
    }

    /** The application's own listener throws: the library cancels the call. */
    private void throwInListener() throws InterruptedException {
        List<Status.Code> closes = new ArrayList<>();
        CountDownLatch closed = new CountDownLatch(1);
        ClientCall<String, String> call = channel.newCall(Methods.THROWING, CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<String>() {
                    @Override
                    public void onMessage(String message) {
                        throw new IllegalStateException("thrown by the client");
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        closes.add(status.getCode());
                        closed.countDown();
                    }
                },
                new Metadata());
        call.request(2);
        call.sendMessage("hello");
        call.halfClose();
        closed.await(10, TimeUnit.SECONDS);
        print(Methods.THROWING, closes);
    }

    /** Each status that a service can answer but OK. */
    void statuses() {
        for (Status.Code code : Status.Code.values()) {
            if (code != Status.Code.OK) {
                MethodDescriptor<String, String> method = Methods.status(code.name());
                print(method, call(channel, method, CallOptions.DEFAULT));
            }
        }
    }

    private void tenant() {
        Metadata headers = new Metadata();
        headers.put(EchoService.TENANT, "blue");
        Channel tenants = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
        print(Methods.TENANT, call(tenants, Methods.TENANT, CallOptions.DEFAULT));
    }

    /** The application forwards headers that it received itself. */
    private void staleHeaders() {
        Metadata headers = new Metadata();
        headers.put(EchoService.TRACEPARENT, "00-11111111111111111111111111111111-2222222222222222-01");
        Channel forwarding = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
        print(Methods.HEADERS, call(forwarding, Methods.HEADERS, CallOptions.DEFAULT));
    }

    static void print(MethodDescriptor<?, ?> method, Object result) {
        System.out.println(method.getFullMethodName() + " = " + result);
    }

    private static final class Received implements StreamObserver<String> {
        private final List<String> messages = new ArrayList<>();
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public void onNext(String message) {
            messages.add(message);
        }

        @Override
        public void onError(Throwable error) {
            messages.add(error.getMessage());
            end.countDown();
        }

        @Override
        public void onCompleted() {
            end.countDown();
        }

        List<String> await() throws InterruptedException {
            if (!end.await(10, TimeUnit.SECONDS)) {
                messages.add("no end");
            }
            return messages;
        }
    }
}

package io.obsagent.verify.apps.grpc;

import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls that depend on how their channel is made. */
final class ChannelCalls {

    private final Transport transport;
    private final EchoService service;
    private final int port;

    /** @param port of the server of the service */
    ChannelCalls(Transport transport, EchoService service, int port) {
        this.transport = transport;
        this.service = service;
        this.port = port;
    }

    void callAll() throws Exception {
        unreachable();
        attempts();
        waitForReady();
    }

    private void unreachable() throws InterruptedException {
        ManagedChannel nobody = transport.channel("nobody", 1).build();
        Client.print(Methods.UNREACHABLE, Client.call(nobody, Methods.UNREACHABLE, CallOptions.DEFAULT));
        close(nobody);
    }

    private void attempts() throws InterruptedException {
        ManagedChannel channel = transport
                .channel("verify", port)
                .enableRetry()
                .defaultServiceConfig(Collections.singletonMap(
                        "methodConfig",
                        Arrays.asList(
                                policy(Methods.RETRIED, "retryPolicy", retry()),
                                policy(Methods.HEDGED, "hedgingPolicy", hedge()))))
                .build();
        Client.print(Methods.RETRIED, Client.call(channel, Methods.RETRIED, CallOptions.DEFAULT));
        if (transport.outlivesResets()) {
            Client.print(Methods.HEDGED, Client.call(channel, Methods.HEDGED, CallOptions.DEFAULT));
        }
        close(channel);
    }

    private static Map<String, Object> policy(MethodDescriptor<?, ?> method, String kind, Map<String, Object> policy) {
        String name = method.getFullMethodName();
        Map<String, Object> selected = new HashMap<>();
        selected.put("service", name.substring(0, name.indexOf('/')));
        selected.put("method", name.substring(name.indexOf('/') + 1));
        Map<String, Object> config = new HashMap<>();
        config.put("name", Collections.singletonList(selected));
        config.put(kind, policy);
        return config;
    }

    private static Map<String, Object> retry() {
        Map<String, Object> policy = new HashMap<>();
        policy.put("maxAttempts", 4.0);
        policy.put("initialBackoff", "0.01s");
        policy.put("maxBackoff", "0.01s");
        policy.put("backoffMultiplier", 1.0);
        policy.put("retryableStatusCodes", Collections.singletonList("UNAVAILABLE"));
        return policy;
    }

    private static Map<String, Object> hedge() {
        Map<String, Object> policy = new HashMap<>();
        policy.put("maxAttempts", 2.0);
        policy.put("hedgingDelay", "0.1s");
        policy.put("nonFatalStatusCodes", Collections.singletonList("UNAVAILABLE"));
        return policy;
    }

    /** The server starts when the call has been waiting for it. */
    private void waitForReady() throws Exception {
        int free = freePort();
        ManagedChannel channel = transport.channel("later", free).build();
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> ClientCalls.blockingUnaryCall(
                channel, Methods.WAITED, CallOptions.DEFAULT.withWaitForReady(), "hello"));
        while (channel.getState(false) != ConnectivityState.TRANSIENT_FAILURE) {
            Thread.sleep(1);
        }
        transport.start(transport.server("later", free).addService(service.echo()), free);
        channel.resetConnectBackoff();
        Client.print(Methods.WAITED, waiting.get(30, TimeUnit.SECONDS));
        close(channel);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void close(ManagedChannel channel) throws InterruptedException {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }
}

package io.obsagent.instrumentation.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.obsagent.api.Failures;
import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;

/**
 * Measures one call on the server, from the arrival of its headers to the close of its stream.
 *
 * <p>The library closes each stream exactly once and says with which status: also for methods that nobody implements,
 * passed deadlines and clients that went, none of which an interceptor learns in full.
 */
final class ServerCallTracer extends ServerStreamTracer {

    private static final Context.Key<ServerCallTracer> CURRENT = Context.key("obs-agent-call");

    private final Factory factory;
    private final String method;
    private final long startNanoTime = System.nanoTime();

    /** Read only while the call has not reached a service: until then nobody else uses them. */
    private Metadata headers;

    /** What was current where the headers arrived: the HTTP request, if the call came through a servlet. */
    private Snapshot arrival = Telemetry.get().capture();

    private Operation operation;
    private boolean streaming;
    private Throwable thrown;
    private boolean closed;

    /** Written by one thread each, the application's and the transport's, and read when the stream is closed. */
    private volatile long sent;

    private volatile long received;

    ServerCallTracer(Factory factory, String method, Metadata headers) {
        this.factory = factory;
        this.method = method;
        this.headers = headers;
    }

    /** The tracer of the call whose context is current, or null. */
    static ServerCallTracer current() {
        return CURRENT.get();
    }

    @Override
    public Context filterContext(Context context) {
        return context.withValue(CURRENT, this);
    }

    /** Starts the operation when the call reaches its service; null when it was closed before, or is not recorded. */
    synchronized Operation begin(ServerCall<?, ?> call, Metadata sentByClient) {
        if (operation == null && !closed) {
            try {
                streaming = call.getMethodDescriptor().getType() != MethodDescriptor.MethodType.UNARY;
                operation = serve(new ServerRequest(method, sentByClient, call));
            } catch (Throwable failure) {
                Failures.note("grpc", "call not read", failure);
            }
            headers = null;
        }
        return operation;
    }

    private Operation serve(ServerRequest request) {
        Telemetry telemetry = Telemetry.get();
        if (!telemetry.isOn("grpc")) {
            return null;
        }
        Scope scope = arrival == null ? telemetry.suspend() : arrival.activate();
        try {
            return telemetry.serveRpc(request, startNanoTime);
        } finally {
            scope.close();
            arrival = null;
        }
    }

    /** Notes what the service threw; the library answers it with a status and closes the stream. */
    synchronized void threw(Throwable failure) {
        thrown = failure;
    }

    /** Shows headers or trailers on their way to the client. */
    synchronized void responding(Metadata metadata) {
        operation.responseHeaders(new MetadataHeaders(metadata));
    }

    @Override
    public void outboundMessage(int number) {
        sent = sent + 1;
    }

    @Override
    public void inboundMessage(int number) {
        received = received + 1;
    }

    @Override
    public synchronized void streamClosed(Status status) {
        closed = true;
        if (operation == null && headers != null) {
            ServerRequest request = new ServerRequest(method, headers, factory.implementsMethod(method));
            operation = serve(request);
        }
        if (operation != null) {
            if (streaming) {
                operation.messages(sent, received);
            }
            operation.status(status.getCode().name()).end(thrown);
        }
    }

    /** One per server. */
    static final class Factory extends ServerStreamTracer.Factory {

        private volatile Server server;

        /** Tells which server this is. Calls come only after that: a server is built, then started. */
        void built(Server newServer) {
            server = newServer;
        }

        @Override
        public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
            return new ServerCallTracer(this, fullMethodName, headers);
        }

        /** Whether a call's method is one of the server's; asked for calls that did not reach a service. */
        boolean implementsMethod(String method) {
            Server known = server;
            if (known != null) {
                for (ServerServiceDefinition service : known.getServices()) {
                    for (ServerMethodDefinition<?, ?> definition : service.getMethods()) {
                        if (definition.getMethodDescriptor().getFullMethodName().equals(method)) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }
    }
}

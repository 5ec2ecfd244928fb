package io.obsagent.verify.apps.grpc;

import io.grpc.ManagedChannel;
import io.grpc.ServerBuilder;
import java.util.concurrent.CountDownLatch;

/**
 * A gRPC server and its client. Makes calls of all kinds, prints what each came to, then {@code done}, and stays. The
 * argument names the transport.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        Transport transport = Transport.of(args[0]);
        Threads serving = new Threads();
        Threads calling = new Threads();
        LateChannel self = new LateChannel();
        EchoService service = new EchoService(self);
        ServerBuilder<?> server = transport
                .server("verify", 0)
                .executor(serving)
                .addService(service.echo())
                .addService(service.mark())
                .addService(service.status())
                .addService(LibraryServices.health())
                .addService(LibraryServices.reflection());
        int port = transport.start(server, 0);
        ManagedChannel channel =
                transport.channel("verify", port).executor(calling).build();
        self.set(channel);
        System.out.println("port " + port);
        Client client = new Client(channel);
        client.callAnswered();
        client.callFailing();
        if (transport.outlivesResets()) {
            client.giveUp();
        }
        cancel(transport, service);
        new ChannelCalls(transport, service, port).callAll();
        LibraryServices.call(channel);
        markThreads(transport, service, serving, calling);
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    /** Cancels the one call of another server. */
    private static void cancel(Transport transport, EchoService service) throws Exception {
        int port = transport.start(transport.server("cancelled", 0).addService(service.echo()), 0);
        ManagedChannel channel = transport.channel("cancelled", port).build();
        new Client(channel).cancel();
        channel.shutdownNow();
    }

    /** Makes a call from each thread that callbacks have run on, to another server. */
    private static void markThreads(Transport transport, EchoService service, Threads... threads) throws Exception {
        int port = transport.start(transport.server("marks", 0).addService(service.mark()), 0);
        ManagedChannel channel = transport.channel("marks", port).build();
        for (Threads each : threads) {
            each.onEach(() -> new Marks(channel).set("thread"));
        }
        channel.shutdownNow();
    }
}

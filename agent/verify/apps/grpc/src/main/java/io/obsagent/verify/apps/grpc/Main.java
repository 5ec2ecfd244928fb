package io.obsagent.verify.apps.grpc;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.util.concurrent.CountDownLatch;

/**
 * A gRPC server and its client. Makes calls of all kinds, prints what each came to, then {@code done}, and stays. With the
 * argument {@code inprocess} without a network.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        boolean inProcess = args.length > 0 && args[0].equals("inprocess");
        LateChannel self = new LateChannel();
        EchoService service = new EchoService(self);
        Server server = (inProcess ? InProcessServerBuilder.forName("verify") : ServerBuilder.forPort(0))
                .addService(service.echo())
                .addService(service.mark())
                .build()
                .start();
        ManagedChannel channel = inProcess
                ? InProcessChannelBuilder.forName("verify").build()
                : ManagedChannelBuilder.forTarget("localhost:" + server.getPort())
                        .usePlaintext()
                        .build();
        self.set(channel);
        if (!inProcess) {
            System.out.println("port " + server.getPort());
        }
        new Client(channel).callAll();
        System.out.println("done");
        new CountDownLatch(1).await();
    }
}

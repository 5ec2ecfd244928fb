package io.obsagent.verify.apps.grpc;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
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
        Server server = (inProcess
                        ? InProcessServerBuilder.forName("verify")
                        : Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create()))
                .addService(service.echo())
                .addService(service.mark())
                .build()
                .start();
        ManagedChannel channel = inProcess
                ? InProcessChannelBuilder.forName("verify").build()
                : Grpc.newChannelBuilder("localhost:" + server.getPort(), InsecureChannelCredentials.create())
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

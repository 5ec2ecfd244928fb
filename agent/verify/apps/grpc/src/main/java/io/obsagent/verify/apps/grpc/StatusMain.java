package io.obsagent.verify.apps.grpc;

import io.grpc.ManagedChannel;
import java.util.concurrent.CountDownLatch;

/** Has a server answer each status but OK, prints what arrived, then {@code done}, and stays. The argument names the transport. */
public final class StatusMain {

    private StatusMain() {}

    public static void main(String[] args) throws Exception {
        Transport transport = Transport.of(args[0]);
        EchoService service = new EchoService(new LateChannel());
        int port = transport.start(transport.server("verify", 0).addService(service.status()), 0);
        ManagedChannel channel = transport.channel("verify", port).build();
        new Client(channel).statuses();
        System.out.println("done");
        new CountDownLatch(1).await();
    }
}

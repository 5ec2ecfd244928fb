package io.obsagent.verify.apps.kafka;

import java.util.concurrent.CountDownLatch;

/**
 * A producer and consumers of one broker. Sends, polls, iterates and commits in every way, prints what each came to, then
 * {@code done}, and stays. Arguments: bootstrap servers, the consumers' group protocol, a prefix of all topics.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        Clients clients = new Clients(args[0], args[1], args[2]);
        new Sending(clients).run();
        new Receiving(clients).run();
        new Committing(clients).run();
        new Positions(clients).run();
        new Intercepted(clients).run();
        new Transactions(clients).run();
        System.out.println("done");
        new CountDownLatch(1).await();
    }
}

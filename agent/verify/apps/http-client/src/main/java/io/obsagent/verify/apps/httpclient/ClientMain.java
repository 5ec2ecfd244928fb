package io.obsagent.verify.apps.httpclient;

/** Calls a server through every way of the JDK's two HTTP clients. */
public final class ClientMain {

    private ClientMain() {}

    /**
     * @param args address of the server; an address that nobody listens at; address of a server with TLS; any fourth
     *     argument makes the application stay
     */
    public static void main(String[] args) throws InterruptedException {
        new UrlConnections(args[0], args[1], args[2]).run();
        new HttpClients(args[0], args[1], args[2]).run();
        System.out.println("done");
        if (args.length > 3) {
            Thread.currentThread().join();
        }
    }
}

package io.obsagent.verify.apps.httpclient;

/** Calls a server through every way of {@code HttpURLConnection}, the one client of the JDK's on Java 8. */
public final class UrlConnectionMain {

    /** An agent may need a moment on a busy machine; what is called before is nothing that a test can rely on. */
    static final long STARTING_MILLIS = 2000;

    private UrlConnectionMain() {}

    /** @param args address of the server; an address that nobody listens at; address of a server with TLS */
    public static void main(String[] args) throws InterruptedException {
        Thread.sleep(STARTING_MILLIS);
        new UrlConnections(args[0], args[1], args[2]).run();
        System.out.println("done");
        Thread.currentThread().join();
    }
}
